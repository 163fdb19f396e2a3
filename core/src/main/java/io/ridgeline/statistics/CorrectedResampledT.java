package io.ridgeline.statistics;

/**
 * The corrected resampled t-test of a mean over J splits of one data set: t = d̄ / √((1/J +
 * n_test/n_train)·s²) with J − 1 degrees of freedom.
 *
 * <p>Splits share training examples, so their values are correlated and a plain t-test finds
 * differences that are not there; the added n_test/n_train stands for that correlation (Nadeau and
 * Bengio 2003, Mach. Learn. 52; for repeated folds Bouckaert and Frank 2004, PAKDD). It serves the
 * mean of a metric or of a gap as well as a difference.
 *
 * @param mean d̄
 * @param standardError √((1/J + n_test/n_train)·s²); NaN for fewer than two splits
 * @param degreesOfFreedom J − 1
 */
public record CorrectedResampledT(double mean, double standardError, double degreesOfFreedom) {
  /**
   * The test of one value a split.
   *
   * @param values d_j, one a split; several seeds on a split are averaged before
   * @param testToTrain n_test/n_train, which is 1/(K − 1) for K folds
   * @throws IllegalArgumentException if the ratio is not above 0
   */
  public static CorrectedResampledT of(double[] values, double testToTrain) {
    if (!(testToTrain > 0)) {
      throw new IllegalArgumentException("test-to-train ratio " + testToTrain + " is not above 0");
    }
    double variance = (1.0 / values.length + testToTrain) * Moments.variance(values);
    return new CorrectedResampledT(Moments.mean(values), Math.sqrt(variance), values.length - 1);
  }

  /** The mean and its 95 % interval. */
  public Interval interval() {
    return Interval.of(mean, standardError, degreesOfFreedom);
  }

  /** The two-sided p-value of a mean of 0. */
  public double p() {
    return comparison("corrected resampled t").p();
  }

  PairedComparison comparison(String method) {
    return PairedComparison.of(mean, standardError, degreesOfFreedom, method);
  }
}
