package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;

/** What a training minimizes, as a function of a batch: a pass through the model and its loss. */
@FunctionalInterface
public interface Objective {
  /**
   * The outcome of a pass.
   *
   * @param logits {@code [N, outputs]}, or maps {@code [N, outputs, ...]}, differentiable
   * @param loss a differentiable scalar
   */
  record Value(Tensor logits, Tensor loss) {}

  /**
   * A training pass in which {@code more} changes the activations at every site after the noise.
   * Only the first pass of a step moves running statistics.
   */
  Value of(Batch batch, Pass.Noise more);

  /** A training pass. */
  default Value of(Batch batch) {
    return of(batch, (site, activations) -> activations);
  }
}
