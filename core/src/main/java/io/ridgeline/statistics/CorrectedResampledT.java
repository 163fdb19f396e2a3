package io.ridgeline.statistics;

import java.util.stream.IntStream;

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

  /**
   * The test of paired differences, arm minus baseline. On each split the seeds that completed in
   * both arms are averaged; a split without one is left out.
   *
   * @param arm {@code arm[split][seed]}; NaN for a trial that did not complete
   * @param baseline the same splits and seeds of the baseline
   * @param testToTrain n_test/n_train of a split
   * @throws IllegalArgumentException if the arms differ in splits or seeds
   */
  public static CorrectedResampledT ofDifferences(
      double[][] arm, double[][] baseline, double testToTrain) {
    if (arm.length != baseline.length) {
      throw new IllegalArgumentException(arm.length + " splits against " + baseline.length);
    }
    double[] differences =
        IntStream.range(0, arm.length)
            .mapToDouble(j -> meanDifference(arm[j], baseline[j]))
            .filter(difference -> !Double.isNaN(difference))
            .toArray();
    return of(differences, testToTrain);
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

  private static double meanDifference(double[] arm, double[] baseline) {
    if (arm.length != baseline.length) {
      throw new IllegalArgumentException(arm.length + " seeds against " + baseline.length);
    }
    double sum = 0;
    int seeds = 0;
    for (int s = 0; s < arm.length; s++) {
      double difference = arm[s] - baseline[s];
      if (!Double.isNaN(difference)) {
        sum += difference;
        seeds++;
      }
    }
    return sum / seeds;
  }
}
