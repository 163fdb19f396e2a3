package io.ridgeline.regularize;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;

/**
 * Adds noise to activations at a model's sites while training; its expectation leaves them alone.
 */
public non-sealed interface LayerNoise extends Regularizer {
  /** Whether it acts at a site. */
  boolean actsAt(Site site);

  /**
   * The activations with noise.
   *
   * @param activations {@code [N, C, H, W]} or {@code [N, C]}
   * @param noise this method's own stream
   */
  Tensor apply(Tensor activations, Generator noise);
}
