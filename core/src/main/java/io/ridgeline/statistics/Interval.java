package io.ridgeline.statistics;

/**
 * An estimate with the ends of its 95 % confidence interval; an end that cannot be known is NaN.
 *
 * @param mean the estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double mean, double low, double high) {
  /** The interval mean ± t·standardError at the 0.975 quantile of Student's t. */
  static Interval of(double mean, double standardError, double degreesOfFreedom) {
    double half = StudentT.quantile(0.975, degreesOfFreedom) * standardError;
    return new Interval(mean, mean - half, mean + half);
  }

  /** The interval of the negated quantity. */
  public Interval negated() {
    return new Interval(-mean, -high, -low);
  }

  /** This interval without the part outside [lowest, highest], where the quantity cannot be. */
  public Interval within(double lowest, double highest) {
    return new Interval(mean, Math.max(low, lowest), Math.min(high, highest));
  }
}
