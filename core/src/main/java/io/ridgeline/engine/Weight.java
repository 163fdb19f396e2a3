package io.ridgeline.engine;

import org.jspecify.annotations.Nullable;

/**
 * One named array of a model, as declared and, once its {@link Weights} are made, as a tensor.
 *
 * <p>Names are those of a PyTorch state dictionary, so that weights move between the two.
 */
public final class Weight {
  /** What an array is for. Penalties act on kernels only, unless they say otherwise. */
  public enum Role {
    /** Multiplies inputs: convolution kernels and matrices, output unit first. */
    KERNEL,
    /** Is added. */
    BIAS,
    /** Scales or shifts a normalized value. */
    NORM,
    /** Is measured, not trained: running statistics. */
    STATISTIC
  }

  private final String name;
  private final Role role;
  private final long[] shape;
  private final Initializer initializer;
  private @Nullable Tensor tensor;
  private @Nullable Tensor gradient;

  Weight(String name, Role role, long[] shape, Initializer initializer) {
    this.name = name;
    this.role = role;
    this.shape = shape;
    this.initializer = initializer;
  }

  /** Its name, such as {@code stem.0.weight}. */
  public String name() {
    return name;
  }

  /** What it is for. */
  public Role role() {
    return role;
  }

  /** Its shape; kernels have the output unit first. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  public long count() {
    long n = 1;
    for (long length : shape) {
      n *= length;
    }
    return n;
  }

  /** Its values: a view of the model's flat buffer, and a leaf unless it is a statistic. */
  public Tensor tensor() {
    if (tensor == null) {
      throw new IllegalStateException(name + " is declared but its weights are not made yet");
    }
    return tensor;
  }

  /** Its gradient: a view of the model's flat buffer; stays zero for a statistic. */
  public Tensor gradient() {
    if (gradient == null) {
      throw new IllegalStateException(name + " is declared but its weights are not made yet");
    }
    return gradient;
  }

  Initializer initializer() {
    return initializer;
  }

  void bind(Tensor values, Tensor gradient) {
    this.tensor = values;
    this.gradient = gradient;
  }
}
