package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import java.util.function.UnaryOperator;

/** Models that give maps, without weights, for tests of what is made of their outputs. */
public final class DenseModel {
  private DenseModel() {}

  /** Gives its input as its logits. */
  public static Model identity(long... shape) {
    return of(x -> x, shape);
  }

  /** Gives what a function makes of its input, with a site for noise before it. */
  public static Model of(UnaryOperator<Tensor> logits, long... shape) {
    int axes = shape.length;
    Shape input =
        new Shape(
            (int) shape[1],
            axes == 5 ? (int) shape[2] : 1,
            (int) shape[axes - 2],
            (int) shape[axes - 1]);
    Sites sites = new Sites();
    Layer block = sites.block("block", 1, 1);
    return new Model(
        new Linear(),
        input,
        input.channels(),
        new Weights(),
        sites.all(),
        (x, pass) -> logits.apply(block.forward(x, pass)));
  }
}
