package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;

/** Adds a function of the activations at a model's sites to the loss. */
public non-sealed interface ActivationPenalty extends Regularizer {
  /** Whether it acts at a site. */
  boolean actsAt(Site site);

  /**
   * Its value at one site, a differentiable scalar.
   *
   * @param activations {@code [N, C, H, W]} or {@code [N, C]}
   */
  Tensor penalty(Tensor activations);
}
