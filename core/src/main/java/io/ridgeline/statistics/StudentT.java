package io.ridgeline.statistics;

import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** Student's t distribution; from a million degrees of freedom on, the normal distribution. */
final class StudentT {
  private StudentT() {}

  /** The value below which a share p of the distribution lies; NaN without degrees of freedom. */
  static double quantile(double p, double degreesOfFreedom) {
    return degreesOfFreedom > 0
        ? distribution(degreesOfFreedom).inverseCumulativeProbability(p)
        : Double.NaN;
  }

  /** The probability of a value below t. */
  static double cumulative(double t, double degreesOfFreedom) {
    return degreesOfFreedom > 0
        ? distribution(degreesOfFreedom).cumulativeProbability(t)
        : Double.NaN;
  }

  /** The probability of a value at least as far from 0 as t. */
  static double twoSided(double t, double degreesOfFreedom) {
    return degreesOfFreedom > 0
        ? 2 * distribution(degreesOfFreedom).cumulativeProbability(-Math.abs(t))
        : Double.NaN;
  }

  private static RealDistribution distribution(double degreesOfFreedom) {
    return degreesOfFreedom < 1e6
        ? new TDistribution(degreesOfFreedom)
        : new NormalDistribution(0, 1);
  }
}
