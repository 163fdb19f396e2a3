package io.ridgeline.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The bias-corrected and accelerated 95 % interval of a bootstrap (Efron 1987, J. Am. Stat. Assoc.
 * 82).
 *
 * <p>Its ends are the quantiles of the draws at Φ(z₀ + (z₀ ± 1.96)/(1 − a(z₀ ± 1.96))). z₀ is the
 * normal quantile of the share of draws below the estimate, equal ones counting half. With θ_ki the
 * estimate without patient i of the n_k of stratum k, u_ki = (n_k − 1)(θ̄_k − θ_ki): a = Σ u³/n_k³
 * / (6·(Σ u²/n_k²)^1.5).
 *
 * <p>It is undefined where an estimate without a patient or on a draw is, where nothing varies, and
 * where it would not hold the estimate: there the bias is more than resampling can mend.
 */
final class Bca {
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  private Bca() {}

  /**
   * The interval; its ends are NaN where it is undefined.
   *
   * @param estimate on the data themselves
   * @param draws the estimate on each draw
   * @param leftOut {@code leftOut[stratum][patient]}: the estimate without that patient
   */
  static Interval of(double estimate, double[] draws, double[][] leftOut) {
    double below =
        Arrays.stream(draws).map(d -> d < estimate ? 1 : d == estimate ? 0.5 : 0).sum()
            / draws.length;
    double acceleration = acceleration(leftOut);
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    double low = quantile(level(-1, below, acceleration), sorted);
    double high = quantile(level(1, below, acceleration), sorted);
    return low <= estimate && estimate <= high
        ? new Interval(estimate, low, high)
        : new Interval(estimate, Double.NaN, Double.NaN);
  }

  private static double level(int side, double below, double acceleration) {
    if (below <= 0 || below >= 1) {
      return Double.NaN;
    }
    double z0 = NORMAL.inverseCumulativeProbability(below);
    double z = z0 + side * NORMAL.inverseCumulativeProbability(0.975);
    double stretch = 1 - acceleration * z;
    return stretch > 0 ? NORMAL.cumulativeProbability(z0 + z / stretch) : Double.NaN;
  }

  private static double quantile(double level, double[] sorted) {
    if (Double.isNaN(level) || Double.isNaN(sorted[sorted.length - 1])) {
      return Double.NaN;
    }
    double place = level * (sorted.length - 1);
    int i = Math.min((int) place, sorted.length - 2);
    return sorted[i] + (place - i) * (sorted[i + 1] - sorted[i]);
  }

  private static double acceleration(double[][] leftOut) {
    double cubes = 0;
    double squares = 0;
    for (double[] stratum : leftOut) {
      double mean = Moments.mean(stratum);
      for (double value : stratum) {
        double u = (stratum.length - 1) * (mean - value) / stratum.length;
        cubes += u * u * u;
        squares += u * u;
      }
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }
}
