package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import java.util.List;

/** Keeps a second set of weights, which validation and prediction use. */
public non-sealed interface WeightAveraging extends Regularizer {
  /** The averaging of one run, with its memory in the current scope. */
  Run begin(Weights weights);

  /**
   * Whether the running statistics of the average must be measured anew, because those of the
   * averaged weights were not averaged with them.
   */
  default boolean remeasuresStatistics() {
    return false;
  }

  /** The averaging of one run. */
  interface Run {
    /** Takes in the weights after a step. */
    void add(Weights weights, StepContext step);

    /** The average, in the form of {@link Weights#state}; empty before there is one. */
    List<Tensor> average();
  }
}
