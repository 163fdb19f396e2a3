package io.ridgeline.regularize;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;

/** Weights small enough to reckon with by hand: one kernel and one bias. */
public final class OneKernel {
  private OneKernel() {}

  /**
   * A kernel of two output units, {@code [2, n/2]}, and a bias of 1 each, which nobody may touch.
   */
  public static Weights of(float... kernel) {
    Weights weights = new Weights();
    weights.declare("kernel", Weight.Role.KERNEL, Initializer.constant(0), 2, kernel.length / 2);
    weights.declare("bias", Weight.Role.BIAS, Initializer.constant(1), 2);
    weights.initialize(new Generator(0));
    try (Gradients off = Gradients.off()) {
      weights.flatKernels().values().copyInPlace(Tensor.of(kernel, kernel.length));
    }
    return weights;
  }

  /** A kernel of any shape, alone. */
  public static Weights shaped(float[] kernel, long... shape) {
    Weights weights = new Weights();
    weights.declare("kernel", Weight.Role.KERNEL, Initializer.constant(0), shape);
    weights.initialize(new Generator(0));
    try (Gradients off = Gradients.off()) {
      weights.flatKernels().values().copyInPlace(Tensor.of(kernel, kernel.length));
    }
    return weights;
  }

  /** The kernel's values. */
  public static float[] kernel(Weights weights) {
    return weights.flatKernels().values().toArray();
  }

  /** The kernel's gradient. */
  public static float[] gradient(Weights weights) {
    return weights.flatKernels().gradient().toArray();
  }

  /** The bias's values and then its gradient. */
  public static float[] bias(Weights weights) {
    Weights.Buffer others = weights.trained().get(1);
    return Tensor.join(0, others.values(), others.gradient()).toArray();
  }
}
