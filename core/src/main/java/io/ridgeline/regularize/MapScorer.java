package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;

/** Gives the class probabilities of every pixel of images. */
@FunctionalInterface
public interface MapScorer {
  /**
   * The probabilities, {@code [N, K, H, W]} or {@code [N, K, D, H, W]}, in the current scope.
   *
   * @param images {@code [N, C, H, W]} or {@code [N, C, D, H, W]}, normalized
   * @param pass the way through the model
   */
  Tensor score(Tensor images, Pass pass);
}
