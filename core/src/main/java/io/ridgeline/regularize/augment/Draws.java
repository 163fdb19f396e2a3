package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random choices, each image for itself. */
final class Draws {
  private Draws() {}

  /** A draw from U(−largest, largest). */
  static double symmetric(RandomGenerator random, double largest) {
    return (2 * random.nextDouble() - 1) * largest;
  }

  /** A factor: from U(low, 1) or from U(1, high), either with probability ½. */
  static double factor(RandomGenerator random, double low, double high) {
    boolean down = random.nextDouble() < 0.5;
    double u = random.nextDouble();
    return down ? low + (1 - low) * u : 1 + (high - 1) * u;
  }

  /** One draw an image, as an {@linkplain Axes#column column}. */
  static Tensor each(Tensor images, DoubleSupplier draw) {
    return Axes.column(
        images,
        IntStream.range(0, (int) images.size(0)).mapToDouble(i -> draw.getAsDouble()).toArray());
  }

  /**
   * The images, each with probability {@code p} as {@code change} makes it; the same tensor if none
   * was chosen.
   *
   * @param change is given the chosen ones only
   */
  static Tensor some(
      Tensor images, double p, RandomGenerator random, UnaryOperator<Tensor> change) {
    double[] u =
        IntStream.range(0, (int) images.size(0)).mapToDouble(i -> random.nextDouble()).toArray();
    int[] chosen = IntStream.range(0, u.length).filter(i -> u[i] < p).toArray();
    return chosen.length == 0 ? images : images.withRows(chosen, change.apply(images.rows(chosen)));
  }
}
