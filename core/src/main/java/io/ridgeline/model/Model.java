package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import java.util.List;
import java.util.Map;

/** A network: weights, and the way from images to logits. */
public final class Model {
  private final Architecture architecture;
  private final Shape input;
  private final int outputs;
  private final Weights weights;
  private final List<Site> sites;
  private final Layer body;

  Model(
      Architecture architecture,
      Shape input,
      int outputs,
      Weights weights,
      List<Site> sites,
      Layer body) {
    this.architecture = architecture;
    this.input = input;
    this.outputs = outputs;
    this.weights = weights;
    this.sites = sites;
    this.body = body;
  }

  /**
   * The outputs for a batch.
   *
   * @param images {@code [N, C, H, W]} or {@code [N, C, D, H, W]}, normalized
   * @return logits {@code [N, outputs]}; of a model that segments, of every pixel: {@code [N,
   *     outputs, H, W]} or {@code [N, outputs, D, H, W]}
   */
  public Tensor forward(Tensor images, Pass pass) {
    return body.forward(pass.at(Sites.INPUT, images), pass);
  }

  /**
   * The same network with other weights, in the current scope.
   *
   * @param arrays every array by name
   * @throws IllegalArgumentException if they are not those of this model
   */
  public Model with(Map<String, float[]> arrays) {
    Model other = architecture.build(input, outputs);
    other.weights.initialize(new Generator(0));
    other.weights.load(arrays);
    return other;
  }

  /** What it was built from. */
  public Architecture architecture() {
    return architecture;
  }

  /** The form of one image. */
  public Shape input() {
    return input;
  }

  /** The number of outputs. */
  public int outputs() {
    return outputs;
  }

  /** Its sites, from the input to the head. */
  public List<Site> sites() {
    return sites;
  }

  /** Its weights; {@link Weights#initialize} comes first. */
  public Weights weights() {
    return weights;
  }
}
