package io.ridgeline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What stands in for missing values, measured on training rows only: the median of the column, and
 * if asked for a further column of 1 where a value was missing and 0 elsewhere.
 *
 * @param medians one a column; 0 for a column without a value
 * @param indicated the columns that get one of 0 and 1
 */
public record Imputation(double[] medians, int[] indicated) {
  /** Measures columns by feature, then by row, with NaN where a value is missing. */
  static Imputation of(double[][] columns, boolean indicators) {
    double[] medians = Arrays.stream(columns).mapToDouble(Imputation::median).toArray();
    int[] indicated =
        IntStream.range(0, columns.length)
            .filter(j -> indicators && Arrays.stream(columns[j]).anyMatch(Double::isNaN))
            .toArray();
    return new Imputation(medians, indicated);
  }

  /** The columns without missing values, and the indicators after them. */
  double[][] of(double[][] columns) {
    List<double[]> filled = new ArrayList<>();
    for (int j = 0; j < columns.length; j++) {
      double median = medians[j];
      filled.add(Arrays.stream(columns[j]).map(v -> Double.isNaN(v) ? median : v).toArray());
    }
    for (int j : indicated) {
      filled.add(Arrays.stream(columns[j]).map(v -> Double.isNaN(v) ? 1 : 0).toArray());
    }
    return filled.toArray(double[][]::new);
  }

  /** The names of the columns that {@link #of(double[][])} gives. */
  List<String> names(List<String> features) {
    List<String> names = new ArrayList<>(features);
    for (int j : indicated) {
      names.add(features.get(j) + " missing");
    }
    return names;
  }

  private static double median(double[] column) {
    double[] known = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = known.length;
    return n == 0 ? 0 : (known[(n - 1) / 2] + known[n / 2]) / 2;
  }
}
