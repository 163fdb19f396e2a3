package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/** Changes the data loss of every example, given what was predicted and what was to be. */
public non-sealed interface LossTransform extends Regularizer {
  /** What a transform sees beside the losses. */
  record Seen(Tensor logits, Tensor logProbabilities, Tensor targets, long[] classCounts) {}

  /**
   * The changed losses.
   *
   * @param losses {@code [N]}, differentiable
   * @param seen logits {@code [N, outputs]}, log-probabilities {@code [N, K]} (differentiable),
   *     targets {@code [N, K]}, and the training examples of each class
   */
  Tensor transform(Tensor losses, Seen seen);
}
