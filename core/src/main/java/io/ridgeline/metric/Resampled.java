package io.ridgeline.metric;

/**
 * What one trial predicted on a test set, as something whose metrics can be had on resamples of its
 * examples.
 */
@FunctionalInterface
public interface Resampled {
  /**
   * The metrics on each resample.
   *
   * @param resamples {@code [resample][example]}: how often each example is in it
   * @return {@code [metric][resample]}; NaN where undefined
   */
  double[][] on(int[][] resamples);
}
