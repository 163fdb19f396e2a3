package io.ridgeline.engine;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * An array of numbers in native memory; floats unless said otherwise.
 *
 * <p>Belongs to the {@link Scope} in which it was made. A method whose name ends in {@code InPlace}
 * changes the tensor and returns it; every other one returns a new tensor.
 */
public final class Tensor extends Arithmetic {
  private final org.bytedeco.pytorch.Tensor handle;

  Tensor(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
  }

  @Override
  org.bytedeco.pytorch.Tensor handle() {
    return handle;
  }

  boolean alive() {
    return !handle.isNull();
  }

  // ---- in and out

  /** A copy of {@code values}, row-major. */
  public static Tensor of(float[] values, long... shape) {
    if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for shape " + Arrays.toString(shape));
    }
    return Native.tensor(
        "of",
        () -> {
          try (FloatPointer source = new FloatPointer(values)) {
            // clone: from_blob only looks at memory that the pointer's scope frees
            return torch.from_blob(source, shape).clone();
          }
        });
  }

  /** Whole numbers, for indexes. */
  public static Tensor indexes(int[] values) {
    long[] longs = Arrays.stream(values).asLongStream().toArray();
    return Native.tensor("indexes", () -> torch.tensor(longs));
  }

  /** Zeros. */
  public static Tensor zeros(long... shape) {
    return Native.tensor("zeros", () -> torch.zeros(shape));
  }

  /** Ones. */
  public static Tensor ones(long... shape) {
    return Native.tensor("ones", () -> torch.ones(shape));
  }

  /** The identity matrix. */
  public static Tensor identity(long n) {
    return Native.tensor("identity", () -> torch.eye(n));
  }

  /** The values, row-major, on the heap. */
  public float[] toArray() {
    return Native.value(
        "toArray",
        () -> {
          float[] values = new float[(int) handle.numel()];
          if (values.length > 0) {
            try (var row = handle.detach().contiguous()) {
              new FloatPointer(row.data_ptr()).get(values);
            }
          }
          return values;
        },
        this);
  }

  /** The only value. */
  public double item() {
    return Native.value("item", handle::item_double, this);
  }

  /** The lengths of the axes. */
  public long[] shape() {
    return Native.value("shape", () -> handle.sizes().vec().get());
  }

  /** The length of one axis. */
  public long size(int axis) {
    return handle.size(axis);
  }

  /** The number of values. */
  public long count() {
    return handle.numel();
  }

  // ---- shape

  /** The same values in another shape. */
  public Tensor reshape(long... shape) {
    return Native.tensor("reshape", () -> handle.reshape(shape), this);
  }

  /** All axes but the first become one. */
  public Tensor flatten() {
    return reshape(size(0), -1);
  }

  /** A view of {@code length} entries of an axis from {@code start}. */
  public Tensor narrow(int axis, long start, long length) {
    return Native.tensor("narrow", () -> handle.narrow(axis, start, length), this);
  }

  /** The given rows of the first axis, copied. */
  public Tensor rows(int[] indexes) {
    Tensor at = indexes(indexes);
    return Native.tensor("rows", () -> handle.index_select(0, at.handle), this, at);
  }

  /** A copy in which the given rows of the first axis are those of {@code values}. */
  public Tensor withRows(int[] indexes, Tensor values) {
    Tensor at = indexes(indexes);
    return Native.tensor(
        "withRows", () -> handle.index_copy(0, at.handle, values.handle), this, at, values);
  }

  /** A view with the axes in another order. */
  public Tensor permuted(long... axes) {
    return Native.tensor("permuted", () -> handle.permute(axes), this);
  }

  /** Reversed along some axes. */
  public Tensor flip(long... axes) {
    return Native.tensor("flip", () -> handle.flip(axes), this);
  }

  /** Joined along an axis. */
  public static Tensor join(int axis, Tensor first, Tensor second) {
    return Native.tensor(
        "join",
        () -> torch.cat(new TensorVector(first.handle, second.handle), axis),
        first,
        second);
  }

  /** Joined along an axis. */
  public static Tensor join(int axis, List<Tensor> parts) {
    return Native.tensor(
        "join",
        () -> {
          TensorVector vector = new TensorVector();
          parts.forEach(part -> vector.push_back(part.handle));
          return torch.cat(vector, axis);
        },
        parts.toArray(Tensor[]::new));
  }

  /** A copy in memory of its own, outside any recorded computation. */
  public Tensor copy() {
    return Native.tensor("copy", () -> handle.detach().clone(), this);
  }

  // ---- in place

  /** this ← source. */
  public Tensor copyInPlace(Tensor source) {
    Native.run("copyInPlace", () -> handle.copy_(source.handle), this, source);
    return this;
  }

  /** this ← c. */
  public Tensor fillInPlace(double c) {
    Native.run("fillInPlace", () -> handle.fill_(new Scalar(c)), this);
    return this;
  }

  /** this ← c · this. */
  public Tensor scaleInPlace(double c) {
    Native.run("scaleInPlace", () -> handle.mul_(new Scalar(c)), this);
    return this;
  }

  /** this ← this · other, value by value. */
  public Tensor timesInPlace(Tensor other) {
    Native.run("timesInPlace", () -> handle.mul_(other.handle), this, other);
    return this;
  }

  /** this ← this + c · other. */
  public Tensor addInPlace(Tensor other, double c) {
    Native.run("addInPlace", () -> handle.add_(other.handle, new Scalar(c)), this, other);
    return this;
  }

  /** this ← this + t · (other − this). */
  public Tensor moveInPlace(Tensor other, double t) {
    Native.run("moveInPlace", () -> handle.lerp_(other.handle, new Scalar(t)), this, other);
    return this;
  }

  /** this ← this + c · a · b. */
  public Tensor addProductInPlace(Tensor a, Tensor b, double c) {
    Native.run(
        "addProductInPlace", () -> handle.addcmul_(a.handle, b.handle, new Scalar(c)), this, a, b);
    return this;
  }

  /** this ← this + c · a / b. */
  public Tensor addQuotientInPlace(Tensor a, Tensor b, double c) {
    Native.run(
        "addQuotientInPlace", () -> handle.addcdiv_(a.handle, b.handle, new Scalar(c)), this, a, b);
    return this;
  }

  // ---- differentiation

  /**
   * A leaf that shares this tensor's memory and gathers its gradient in {@code gradient}.
   *
   * @param gradient of the same shape
   */
  Tensor leaf(Tensor gradient) {
    return Native.tensor(
        "leaf",
        () -> {
          var leaf = handle.detach().requires_grad_(true);
          leaf.mutable_grad().put(gradient.handle);
          return leaf;
        },
        this,
        gradient);
  }

  /** A leaf of its own with the same values, with respect to which functions are differentiated. */
  public Tensor variable() {
    return Native.tensor("variable", () -> handle.detach().clone().requires_grad_(true), this);
  }

  /**
   * The gradient of this scalar with respect to a {@link #variable}, without touching the gradients
   * of others.
   *
   * @param recorded whether the gradient can itself be differentiated
   */
  public Tensor gradient(Tensor variable, boolean recorded) {
    return Native.tensor(
        "gradient",
        () ->
            // the vector only lends its elements: a copy of the reference owns
            new org.bytedeco.pytorch.Tensor(
                torch
                    .grad(
                        new TensorVector(handle),
                        new TensorVector(variable.handle),
                        new TensorVector(),
                        new BoolOptional(true),
                        recorded,
                        false)
                    .get(0)),
        this,
        variable);
  }

  /** The same values, cut from any recorded computation. */
  public Tensor detach() {
    return Native.tensor("detach", handle::detach, this);
  }

  /** Adds the gradient of this scalar to every leaf it was computed from. */
  public void backward() {
    Native.run("backward", handle::backward, this);
  }
}
