package io.ridgeline.statistics;

import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The range of k independent standard normal values, P(R ≤ q) = k∫φ(z)(Φ(z) − Φ(z − q))^{k−1}dz:
 * the studentized range with infinite degrees of freedom.
 */
final class StudentizedRange {
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);
  private static final int STEPS = 800;
  private static final double END = 9;

  private StudentizedRange() {}

  /** The value below which a share p of ranges lies. */
  static double quantile(double p, int k) {
    return new BrentSolver(1e-12, 1e-12).solve(200, q -> cumulative(q, k) - p, 1e-9, 20);
  }

  /** By Simpson's rule; the integrand is smooth and all but 0 at the ends. */
  private static double cumulative(double q, int k) {
    double width = 2 * END / STEPS;
    double sum = 0;
    for (int i = 1; i < STEPS; i++) {
      double z = -END + i * width;
      double inside = NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - q);
      sum += (i % 2 == 1 ? 4 : 2) * NORMAL.density(z) * Math.pow(inside, k - 1);
    }
    return k * sum * width / 3;
  }
}
