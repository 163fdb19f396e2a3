package io.ridgeline.engine;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One named array of a model, as declared and, once its {@link Weights} are made, as a tensor.
 *
 * <p>Names are those of a PyTorch state dictionary, so that weights move between the two.
 */
public final class Weight {
  /** What an array is for. Penalties act on kernels only, unless they say otherwise. */
  public enum Role {
    /** Multiplies inputs: convolution kernels and matrices. */
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
  private final int outputAxis;
  private final long[] shape;
  private final Initializer initializer;
  private @Nullable Tensor tensor;
  private @Nullable Tensor gradient;

  Weight(String name, Role role, int outputAxis, long[] shape, Initializer initializer) {
    this.name = name;
    this.role = role;
    this.outputAxis = outputAxis;
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

  /**
   * Its shape; kernels have the output units first, those of transposed convolutions second, as in
   * PyTorch.
   */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of output units: filters of a convolution, neurons of a linear layer. */
  public long units() {
    return shape[outputAxis];
  }

  /**
   * A tensor of this shape as a matrix {@code [units, weights of a unit]}; differentiable.
   *
   * @return a view where the output units come first, else a copy
   */
  public Tensor matrix(Tensor values) {
    return unitsFirst(values).reshape(units(), -1);
  }

  /**
   * The way back from {@link #matrix}.
   *
   * @param matrix {@code [units, weights of a unit]}, which becomes of this shape, or {@code
   *     [units, 1]}, one number a unit, which becomes of a shape that broadcasts to this one
   */
  public Tensor fromMatrix(Tensor matrix) {
    long[] first = shape();
    first[0] = units();
    first[outputAxis] = shape[0];
    if (matrix.size(1) == 1) {
      Arrays.fill(first, 1, first.length, 1);
    }
    return unitsFirst(matrix.reshape(first));
  }

  /** Whether its output units come first, so that {@link #matrix} is a view. */
  public boolean unitsFirst() {
    return outputAxis == 0;
  }

  /** Swaps the first axis and that of the output units, which is its own reverse. */
  private Tensor unitsFirst(Tensor values) {
    if (outputAxis == 0) {
      return values;
    }
    long[] axes = LongStream.range(0, shape.length).toArray();
    axes[0] = outputAxis;
    axes[outputAxis] = 0;
    return values.permuted(axes);
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

  /** Its gradient: a view of the flat buffer; stays zero for statistics. */
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
