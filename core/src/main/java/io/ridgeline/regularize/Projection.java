package io.ridgeline.regularize;

import io.ridgeline.engine.Weights;

/** Puts the weights back into a set after every step. */
public non-sealed interface Projection extends Regularizer {
  /**
   * Projects.
   *
   * @return whether it changed anything
   */
  boolean project(Weights weights);
}
