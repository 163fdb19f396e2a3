package io.ridgeline.statistics;

import java.util.Optional;

/**
 * How an error falls with the number of training examples: a + b·n^−c, a, b ≥ 0, fitted by least
 * squares.
 *
 * <p>Learning curves follow it over wide ranges (Cortes et al. 1993, NIPS 6; Hestness et al. 2017,
 * arXiv:1712.00409). Far beyond the largest n it is a guess.
 *
 * @param floor a, the error that no amount of data would remove
 * @param scale b
 * @param exponent c
 */
public record PowerLaw(double floor, double scale, double exponent) {
  /** Three parameters need more points than that. */
  private static final int FEWEST = 4;

  private static final double FLATTEST = 0.01;
  private static final double STEEPEST = 3;
  private static final int GRID = 300;
  private static final int HALVINGS = 60;

  /** The error at {@code n} examples. */
  public double at(double n) {
    return floor + scale * Math.pow(n, -exponent);
  }

  /**
   * The least-squares fit with an exponent between 0.01 and 3.
   *
   * @param n numbers of examples, above 0
   * @param error the error at each
   * @return empty for fewer than four points, or if one is not finite
   */
  public static Optional<PowerLaw> fit(double[] n, double[] error) {
    for (double e : error) {
      if (!Double.isFinite(e)) {
        return Optional.empty();
      }
    }
    if (n.length < FEWEST) {
      return Optional.empty();
    }
    double step = Math.log(STEEPEST / FLATTEST) / GRID;
    int best = 0;
    for (int i = 1; i <= GRID; i++) {
      if (squares(n, error, exponent(i, step)) < squares(n, error, exponent(best, step))) {
        best = i;
      }
    }
    double low = exponent(Math.max(0, best - 1), step);
    double high = exponent(Math.min(GRID, best + 1), step);
    for (int i = 0; i < HALVINGS; i++) {
      double third = (high - low) / 3;
      if (squares(n, error, low + third) <= squares(n, error, high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return Optional.of(linear(n, error, (low + high) / 2));
  }

  private static double exponent(int i, double step) {
    return FLATTEST * Math.exp(i * step);
  }

  private static double squares(double[] n, double[] error, double exponent) {
    PowerLaw law = linear(n, error, exponent);
    double sum = 0;
    for (int i = 0; i < n.length; i++) {
      sum += Math.pow(error[i] - law.at(n[i]), 2);
    }
    return sum;
  }

  /** a and b for a given c: least squares, each at least 0. */
  private static PowerLaw linear(double[] n, double[] error, double exponent) {
    double[] x = new double[n.length];
    for (int i = 0; i < n.length; i++) {
      x[i] = Math.pow(n[i], -exponent);
    }
    double meanX = Moments.mean(x);
    double meanY = Moments.mean(error);
    double xx = 0;
    double xy = 0;
    double xxOrigin = 0;
    double xyOrigin = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (error[i] - meanY);
      xxOrigin += x[i] * x[i];
      xyOrigin += x[i] * error[i];
    }
    double scale = xx > 0 ? xy / xx : 0;
    double floor = meanY - scale * meanX;
    if (scale < 0) {
      return new PowerLaw(Math.max(0, meanY), 0, exponent);
    }
    return floor < 0
        ? new PowerLaw(0, Math.max(0, xyOrigin / xxOrigin), exponent)
        : new PowerLaw(floor, scale, exponent);
  }
}
