package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/**
 * Changes the data loss of every example, given what was predicted and what was to be.
 *
 * <p>An example is an image of a classification, a pixel of a segmentation; M counts those of a
 * batch. What a loss makes of whole regions stays as it is.
 */
public non-sealed interface LossTransform extends Regularizer {
  /**
   * What a transform sees beside the losses.
   *
   * @param logits {@code [M, outputs]}
   * @param logProbabilities {@code [M, K]}, differentiable
   * @param targets {@code [M, K]}
   * @param classCounts the training examples of each class
   * @param pixels examples in an image: 1 where an example is an image
   */
  record Seen(
      Tensor logits, Tensor logProbabilities, Tensor targets, long[] classCounts, long pixels) {}

  /**
   * The changed losses.
   *
   * @param losses {@code [M]}, differentiable
   */
  Tensor transform(Tensor losses, Seen seen);
}
