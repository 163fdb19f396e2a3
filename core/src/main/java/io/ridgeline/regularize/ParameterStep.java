package io.ridgeline.regularize;

import io.ridgeline.engine.Weights;

/** Moves the weights beside the optimizer's own step, outside its moments. */
public non-sealed interface ParameterStep extends Regularizer {
  /** Before the optimizer's step with this learning rate. */
  default void before(Weights weights, double learningRate) {}

  /** Whether it moves weights after the optimizer's step. */
  default boolean movesAfterwards() {
    return true;
  }

  /** After the optimizer's step with this learning rate. */
  default void after(Weights weights, double learningRate) {}
}
