package io.ridgeline.study;

import io.ridgeline.statistics.PairedComparison;

/**
 * How much of the baseline's generalization gap an arm leaves, in the deciding metric.
 *
 * @param mean the arm's gap minus the baseline's, over the trials that completed in both
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param share the arm's gap over the baseline's; NaN where the baseline is no better on train than
 *     on test
 */
public record GapChange(double mean, double low, double high, double share) {
  static GapChange of(
      PairedComparison change, double gap, double baseline, boolean higherIsBetter) {
    boolean overfits = higherIsBetter ? baseline > 0 : baseline < 0;
    return new GapChange(
        change.mean(), change.low(), change.high(), overfits ? gap / baseline : Double.NaN);
  }
}
