package io.ridgeline.regularize;

import io.ridgeline.engine.Weights;

/** Wraps a training step: where the gradient is taken, or what becomes of the optimizer's step. */
public non-sealed interface StepWrapper extends Regularizer {
  /** The wrapper of one run, with its memory in the current scope. */
  Run begin(Weights weights);

  /** Whether it says where the gradient is taken. */
  default boolean movesGradient() {
    return false;
  }

  /** Whether some weights are to stay as they are. */
  default boolean keepsWeights() {
    return false;
  }

  /** The gradient of the objective and the penalties at the weights' present values. */
  @FunctionalInterface
  interface Differentiation {
    /**
     * Leaves the gradient in the weights. Called again in one step, it sees the same batch and the
     * same noise.
     *
     * @return the objective
     */
    double run();
  }

  /** The wrapper of one run. */
  interface Run {
    /**
     * Leaves the gradient with which the optimizer is to step.
     *
     * @return the objective at the weights' own values
     */
    default double differentiate(Differentiation inner) {
      return inner.run();
    }

    /** Steps; gradients are not recorded. */
    default void step(Runnable inner, StepContext step) {
      inner.run();
    }
  }
}
