package io.ridgeline.statistics;

/**
 * Student's t interval of the mean of independent values.
 *
 * <p>Seeds on one split vary only in the seed, and folds share training examples: for what other
 * patients would give, use {@link PairedBootstrap} or {@link CorrectedResampledT}.
 */
public final class TInterval {
  private TInterval() {}

  /** The mean and its 95 % interval; of one value the ends are NaN. */
  public static Interval of(double... values) {
    double standardError = Math.sqrt(Moments.variance(values) / values.length);
    return Interval.of(Moments.mean(values), standardError, values.length - 1);
  }
}
