package io.ridgeline.study;

import java.util.Arrays;

/** Means that leave NaN out, and are NaN where nothing is left. */
final class Means {
  private Means() {}

  static double[] defined(double... values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
  }

  static double mean(double... values) {
    return Arrays.stream(defined(values)).average().orElse(Double.NaN);
  }

  /** The mean of each row. */
  static double[] ofRows(double[][] values) {
    return Arrays.stream(values).mapToDouble(Means::mean).toArray();
  }
}
