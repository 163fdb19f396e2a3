package io.ridgeline.study;

import java.util.Arrays;

/** Means and deviations that leave NaN out, and are NaN where nothing is left. */
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

  /** The sample standard deviation, √(Σ(v − v̄)²/(n − 1)); NaN for fewer than two values. */
  static double deviation(double... values) {
    double[] defined = defined(values);
    if (defined.length < 2) {
      return Double.NaN;
    }
    double mean = mean(defined);
    double squares = Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (defined.length - 1));
  }
}
