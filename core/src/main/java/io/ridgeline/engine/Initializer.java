package io.ridgeline.engine;

/** Draws the first values of a weight. */
@FunctionalInterface
public interface Initializer {
  /** Values of the given shape. */
  Tensor draw(long[] shape, Generator generator);

  /** One number everywhere. */
  static Initializer constant(double value) {
    return (shape, generator) -> Tensor.zeros(shape).fillInPlace(value);
  }

  /** N(0, σ²). */
  static Initializer normal(double deviation) {
    return (shape, generator) -> generator.normal(shape).scaleInPlace(deviation);
  }

  /** N(0, 2 / fan-out), for kernels before a ReLU (He 2015); fan-out = K·h·w. */
  static Initializer kaiming() {
    return kaiming(0);
  }

  /** The same for a kernel whose K output units lie along {@code outputAxis}, 0 or 1. */
  static Initializer kaiming(int outputAxis) {
    return (shape, generator) -> {
      long fanOut = shape[outputAxis];
      for (int i = 2; i < shape.length; i++) {
        fanOut *= shape[i];
      }
      return generator.normal(shape).scaleInPlace(Math.sqrt(2.0 / fanOut));
    };
  }

  /** U(−1/√n, 1/√n) with n inputs, as PyTorch draws linear layers. */
  static Initializer uniform(int inputs) {
    double bound = 1 / Math.sqrt(inputs);
    return (shape, generator) -> generator.uniform(shape).plus(-0.5).scaleInPlace(2 * bound);
  }
}
