package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/** Changes the targets of a training batch. */
public non-sealed interface TargetTransform extends Regularizer {
  /**
   * The changed targets.
   *
   * @param targets class probabilities {@code [N, K]}, or maps of them {@code [N, K, ...]}
   */
  Tensor transform(Tensor targets);
}
