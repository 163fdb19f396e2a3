package io.ridgeline.statistics;

import java.util.Arrays;

/**
 * How much the difference of two arms varies over seeds, from all arms of a study together: twice
 * the mean square of the interaction of arms and seeds, with (arms − 1)(seeds − 1) degrees of
 * freedom, as in Obuchowski and Rockette's analysis of several tests.
 *
 * @param ofDifference variance of the difference of two arms with one seed; NaN if unknown
 * @param degreesOfFreedom of that estimate
 */
record SeedVariance(double ofDifference, double degreesOfFreedom) {
  static final SeedVariance UNKNOWN = new SeedVariance(Double.NaN, Double.NaN);

  /**
   * The estimate from {@code values[arm][seed]}; arms with an undefined value are left out. It is
   * unknown with fewer than three arms, which would add nothing to the two that are compared, or
   * with one seed.
   */
  static SeedVariance of(double[][] values) {
    double[][] x =
        Arrays.stream(values)
            .filter(arm -> Arrays.stream(arm).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    if (x.length < 3 || x[0].length < 2) {
      return UNKNOWN;
    }
    int arms = x.length;
    int seeds = x[0].length;
    double[] ofSeed = new double[seeds];
    for (double[] arm : x) {
      Arrays.setAll(ofSeed, s -> ofSeed[s] + arm[s] / arms);
    }
    double mean = Moments.mean(ofSeed);
    double squares = 0;
    for (double[] arm : x) {
      double ofArm = Moments.mean(arm);
      for (int s = 0; s < seeds; s++) {
        double residual = arm[s] - ofArm - ofSeed[s] + mean;
        squares += residual * residual;
      }
    }
    double degrees = (arms - 1.0) * (seeds - 1);
    return new SeedVariance(2 * squares / degrees, degrees);
  }
}
