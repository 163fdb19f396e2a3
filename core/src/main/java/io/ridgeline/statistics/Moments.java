package io.ridgeline.statistics;

/** Means, variances and covariances of samples. */
final class Moments {
  private Moments() {}

  static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  /** With the divisor n − 1; NaN for fewer than two values. */
  static double variance(double[] x) {
    return covariance(x, x);
  }

  /** With the divisor n − 1; NaN for fewer than two pairs. */
  static double covariance(double[] x, double[] y) {
    if (x.length < 2) {
      return Double.NaN;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / (x.length - 1);
  }
}
