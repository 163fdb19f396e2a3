package io.ridgeline.model;

import io.ridgeline.engine.Tensor;

/**
 * One way through a model.
 *
 * @param training batch statistics, and noise at the sites; else running statistics and none
 * @param noise what happens to the activations at a site when training
 */
public record Pass(boolean training, Noise noise) {
  /** Prediction: running statistics, no noise. */
  public static final Pass EVALUATION = new Pass(false, (site, x) -> x);

  /** Changes the activations at a site. */
  @FunctionalInterface
  public interface Noise {
    /** The activations with noise, or {@code x} itself. */
    Tensor at(Site site, Tensor x);
  }

  Tensor at(Site site, Tensor x) {
    return training ? noise.at(site, x) : x;
  }
}
