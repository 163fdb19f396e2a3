package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;

/** Says what objects a detector sees at every place of images. */
@FunctionalInterface
public interface PlaceScorer {
  /**
   * What {@link io.ridgeline.loss.Places#scored} holds, {@code [N, A, K + 7]}, in the current
   * scope.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @param pass the way through the model
   */
  Tensor score(Tensor images, Pass pass);
}
