package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;

/** Changes a kernel at the moment a layer uses it; the trained values themselves stay. */
public non-sealed interface WeightTransform extends Regularizer {
  /** The transform of one run, with its memory in the current scope. */
  Run begin(Weights weights);

  /** The transform of one run. */
  @FunctionalInterface
  interface Run {
    /**
     * What a layer uses while training, differentiable with respect to {@code values}.
     *
     * @param kernel whose place it is
     * @param values of the kernel, possibly transformed by another method already
     * @param step draws of this kernel alone
     */
    Tensor use(Weight kernel, Tensor values, StepContext step);

    /**
     * What a layer uses to predict; {@code values} itself if the transform acts in training only.
     */
    default Tensor predict(Weight kernel, Tensor values) {
      return values;
    }
  }
}
