package io.ridgeline.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Metrics that are measured case by case and then averaged, on the cases of one test set.
 *
 * <p>A case's value is the mean over the foreground classes, the set's that over cases; undefined
 * ones (NaN) are left out of both, and a mean of none is NaN. A mean distance therefore says
 * nothing of the cases where one mask was empty; Dice, which is 0 there, does.
 *
 * @param metrics their names
 * @param values {@code [case][metric]}
 */
public record CaseValues(List<String> metrics, double[][] values) implements Resampled {
  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if a case has not one value a metric
   */
  public CaseValues {
    metrics = List.copyOf(metrics);
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != metrics.size()) {
        throw new IllegalArgumentException(
            "case "
                + i
                + " has "
                + values[i].length
                + " values for "
                + metrics.size()
                + " metrics");
      }
    }
  }

  /** Every metric of segmentation on some cases; K classes with the background. */
  public static CaseValues of(List<SegmentationCase> cases, int classes) {
    return new CaseValues(
        SegmentationMetrics.NAMES,
        cases.stream().map(c -> ofCase(CaseMeasures.of(c, classes))).toArray(double[][]::new));
  }

  /**
   * One case's values, one a metric.
   *
   * @param measures {@code [class][metric]} of that case, such as {@link CaseMeasures} gives
   */
  public static double[] ofCase(double[][] measures) {
    int[] once = once(measures.length);
    return IntStream.range(0, measures[0].length)
        .mapToDouble(m -> mean(measures, m, once))
        .toArray();
  }

  /** The mean of every metric over the cases, by name. */
  public Map<String, Double> means() {
    int[] once = once(values.length);
    Map<String, Double> means = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      means.put(metrics.get(m), mean(values, m, once));
    }
    return means;
  }

  @Override
  public double[][] on(int[][] resamples) {
    double[][] on = new double[metrics.size()][resamples.length];
    for (int m = 0; m < on.length; m++) {
      for (int b = 0; b < resamples.length; b++) {
        on[m][b] = mean(values, m, resamples[b]);
      }
    }
    return on;
  }

  private static int[] once(int length) {
    int[] counts = new int[length];
    Arrays.fill(counts, 1);
    return counts;
  }

  /** The mean of the defined values of one column, each counted as often as the counts say. */
  private static double mean(double[][] rows, int column, int[] counts) {
    if (counts.length != rows.length) {
      throw new IllegalArgumentException(
          "a resample of " + counts.length + " cases; there are " + rows.length);
    }
    double sum = 0;
    long total = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!Double.isNaN(rows[i][column])) {
        sum += counts[i] * rows[i][column];
        total += counts[i];
      }
    }
    return sum / total;
  }
}
