package io.ridgeline.regularize;

import io.ridgeline.engine.Weights;

/** Changes the gradients in place, after differentiation and before the step. */
public non-sealed interface GradientTransform extends Regularizer {
  /**
   * Changes the gradients.
   *
   * @param norm their Euclidean norm
   * @return whether it changed anything
   */
  boolean transform(Weights weights, double norm, StepContext step);
}
