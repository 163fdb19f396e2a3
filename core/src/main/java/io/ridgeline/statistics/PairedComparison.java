package io.ridgeline.statistics;

/**
 * A paired difference of an arm to the baseline and how sure it is; NaN where it cannot be known.
 *
 * @param mean arm minus baseline
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param p two-sided
 * @param standardError of the mean
 * @param detectable (t₀.₉₇₅ + t₀.₈)·standardError: the smallest difference that such a study finds
 *     with 80 % power; NaN also where one seed on one split cannot tell what others would give
 * @param method the test in words
 */
public record PairedComparison(
    double mean,
    double low,
    double high,
    double p,
    double standardError,
    double detectable,
    String method) {

  /**
   * The comparison over several splits by {@link CorrectedResampledT}. On each split the seeds that
   * completed in both arms are averaged; a split without one is left out, and the method says so.
   *
   * @param arm {@code arm[split][seed]}; NaN for a trial that did not complete
   * @param baseline the same splits and seeds of the baseline
   * @param testToTrain n_test/n_train of a split
   * @throws IllegalArgumentException if the arms differ in splits or seeds
   */
  public static PairedComparison overSplits(
      double[][] arm, double[][] baseline, double testToTrain) {
    CorrectedResampledT t = CorrectedResampledT.ofDifferences(arm, baseline, testToTrain);
    int used = (int) t.degreesOfFreedom() + 1;
    String splits = used == arm.length ? used + " splits" : used + " of " + arm.length + " splits";
    return t.comparison("corrected resampled t over " + splits);
  }

  /** The same comparison of two models of which it is not known what other trainings would give. */
  PairedComparison ofOneSeed() {
    return new PairedComparison(mean, low, high, p, standardError, Double.NaN, method);
  }

  /** Whether it tells of the arms, and not only of two models that one training each has made. */
  public boolean ofArms() {
    return !Double.isNaN(detectable);
  }

  /** The same comparison, naming what another test found of the same difference. */
  public PairedComparison also(String secondFigure) {
    return new PairedComparison(
        mean, low, high, p, standardError, detectable, method + "; " + secondFigure);
  }

  /** The comparison that an estimate with its standard error allows. */
  static PairedComparison of(
      double mean, double standardError, double degreesOfFreedom, String method) {
    // Values that all differ by the same leave no variation to judge by, unless that is none at
    // all: a small discrete test set gives such values by chance.
    if (standardError <= 1e-12 * Math.abs(mean)) {
      double known = mean == 0 ? 0 : Double.NaN;
      return new PairedComparison(mean, known, known, 1 + known, known, known, method);
    }
    Interval interval = Interval.of(mean, standardError, degreesOfFreedom);
    double detectable =
        (StudentT.quantile(0.975, degreesOfFreedom) + StudentT.quantile(0.8, degreesOfFreedom))
            * standardError;
    double p = StudentT.twoSided(mean / standardError, degreesOfFreedom);
    return new PairedComparison(
        mean, interval.low(), interval.high(), p, standardError, detectable, method);
  }
}
