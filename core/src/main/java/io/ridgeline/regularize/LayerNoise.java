package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;

/**
 * Adds noise to activations at a model's sites while training; its expectation leaves them alone.
 */
public non-sealed interface LayerNoise extends Regularizer {
  @Override
  default boolean isNoisy() {
    return true;
  }

  /** Whether it acts at a site. */
  boolean actsAt(Site site);

  /**
   * The activations with noise; at a {@link Site.Kind#BRANCH}, those of the residual branch before
   * it is added.
   *
   * @param activations {@code [N, C, H, W]}, {@code [N, C, D, H, W]} or {@code [N, C]}
   * @param step draws of this site alone
   */
  Tensor apply(Tensor activations, Site site, StepContext step);

  /**
   * Whether the residual branch at a site is left out this time, and so need not be computed. Asked
   * once a pass, before {@link #apply}, which draws the same numbers from the start.
   */
  default boolean leavesOut(Site site, StepContext step) {
    return false;
  }
}
