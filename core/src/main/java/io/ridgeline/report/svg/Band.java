package io.ridgeline.report.svg;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean and range of several series, position by position.
 *
 * <p>Series may differ in length and hold NaN; a position counts as long as at least half of the
 * series reach it, so that one long series does not pass for the mean of all.
 *
 * @param mean over the series that reach the position
 * @param low the smallest of them
 * @param high the largest of them
 */
public record Band(double[] mean, double[] low, double[] high) {
  /** The band of {@code series}; empty if there is none. */
  public static Band of(List<double[]> series) {
    int longest = series.stream().mapToInt(s -> s.length).max().orElse(0);
    int length =
        (int)
            IntStream.range(0, longest)
                .filter(i -> 2 * series.stream().filter(s -> s.length > i).count() >= series.size())
                .count();
    Band band = new Band(new double[length], new double[length], new double[length]);
    for (int i = 0; i < length; i++) {
      int at = i;
      double[] values =
          series.stream()
              .filter(s -> s.length > at)
              .mapToDouble(s -> s[at])
              .filter(Double::isFinite)
              .toArray();
      band.mean[i] = DoubleStream.of(values).average().orElse(Double.NaN);
      band.low[i] = DoubleStream.of(values).min().orElse(Double.NaN);
      band.high[i] = DoubleStream.of(values).max().orElse(Double.NaN);
    }
    return band;
  }

  /** The number of positions. */
  public int length() {
    return mean.length;
  }

  /** The last mean, or NaN. */
  double last() {
    return mean.length == 0 ? Double.NaN : mean[mean.length - 1];
  }
}
