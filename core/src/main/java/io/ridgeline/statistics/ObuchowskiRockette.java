package io.ridgeline.statistics;

/**
 * The analysis of a quantity that was measured with several seeds on one set of patients, for the
 * question that matters: what would other seeds and other patients give?
 *
 * <p>It is the two-way random-effects analysis of reader studies with seeds as readers (Obuchowski
 * and Rockette 1995, Commun. Stat. Simul. 24; degrees of freedom after Hillis 2007, Stat. Med. 26).
 * With x_s the quantity for seed s of S and v = s²/S, s² being the variance of x_s over seeds: the
 * variance of the mean is v + max(C, 0) on (v + max(C, 0))² / (v² / (S − 1)) degrees of freedom,
 * where C is the mean covariance of x_s and x_r, s ≠ r, when patients are resampled. Of one seed
 * only the patients' part is known.
 *
 * <p>A variance of two or three seeds is often far too small by chance. Where other arms show more
 * ({@link SeedVariance}), v is theirs, with their degrees of freedom ({@code
 * docs/decisions/0019-verdicts-of-few-seeds.md}).
 *
 * @param mean over seeds; NaN without any
 * @param standardError of the mean
 * @param degreesOfFreedom infinite if seeds do not vary or there is only one
 * @param seeds S
 */
record ObuchowskiRockette(double mean, double standardError, double degreesOfFreedom, int seeds) {
  /**
   * The analysis of one quantity.
   *
   * @param values x_s, one a seed
   * @param draws {@code draws[seed][draw]}: the same on resampled patients, the draws shared by the
   *     seeds
   * @param least what the variance over seeds is not below
   */
  static ObuchowskiRockette of(double[] values, double[][] draws, SeedVariance least) {
    int seeds = values.length;
    if (seeds == 0) {
      return of(values, Double.NaN, least);
    }
    double[] sums = new double[draws[0].length];
    double variances = 0;
    for (double[] series : draws) {
      variances += Moments.variance(series);
      for (int b = 0; b < sums.length; b++) {
        sums[b] += series[b];
      }
    }
    return seeds == 1
        ? of(values, variances, least)
        : of(values, (Moments.variance(sums) - variances) / (seeds * (seeds - 1)), least);
  }

  /**
   * The analysis with C known.
   *
   * @param covariance C; for one seed, the variance of x when patients are resampled
   */
  static ObuchowskiRockette of(double[] values, double covariance, SeedVariance least) {
    int seeds = values.length;
    double own = seeds == 1 ? 0 : Moments.variance(values);
    boolean raised = seeds > 1 && least.ofDifference() > own;
    double ofSeeds = (raised ? least.ofDifference() : own) / seeds;
    double ofFreedom = raised ? least.degreesOfFreedom() : seeds - 1;
    double variance = ofSeeds + Math.max(covariance, 0);
    double degrees =
        ofSeeds == 0
            ? Double.POSITIVE_INFINITY
            : variance * variance / (ofSeeds * ofSeeds / ofFreedom);
    return new ObuchowskiRockette(Moments.mean(values), Math.sqrt(variance), degrees, seeds);
  }

  Interval interval() {
    return Interval.of(mean, standardError, degreesOfFreedom);
  }
}
