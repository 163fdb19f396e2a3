package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;

/** Gives the class probabilities of images: one row an image, one column a class. */
@FunctionalInterface
public interface Scorer {
  /**
   * The probabilities.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @param pass the way through the model
   */
  double[][] score(Tensor images, Pass pass);
}
