package io.ridgeline.linear;

import io.ridgeline.DataException;
import io.ridgeline.data.FeatureTable;
import io.ridgeline.data.RowFolds;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Rows with one target.
 *
 * @param features their names
 * @param columns by feature, then by row; NaN is missing
 * @param groups the patient of each row
 * @param response one value a row
 */
public record Sample(
    List<String> features, double[][] columns, List<String> groups, Response response) {
  /** The rows of a table in which that target is known. */
  public static Sample of(FeatureTable table, String target, TargetReading reading) {
    List<String> cells = Objects.requireNonNull(table.targets().get(target), target);
    int[] known = IntStream.range(0, cells.size()).filter(i -> !cells.get(i).isEmpty()).toArray();
    if (known.length == 0) {
      throw new DataException("column '" + target + "' is empty; it cannot be a target");
    }
    List<String> values = Arrays.stream(known).mapToObj(cells::get).toList();
    return new Sample(
        table.features(),
        of(table.values(), known),
        Arrays.stream(known).mapToObj(table.groups()::get).toList(),
        reading.response(target, values));
  }

  /** The number of rows. */
  public int rows() {
    return groups.size();
  }

  /** Some of the rows. */
  Sample of(int[] rows) {
    return new Sample(
        features,
        of(columns, rows),
        Arrays.stream(rows).mapToObj(groups::get).toList(),
        response.of(rows));
  }

  /**
   * Looks whether the nested cross-validation can be dealt and judged, before it is begun.
   *
   * @throws DataException if not; gives the numbers
   */
  public void check(Recipe recipe, long seed) {
    if (response.family() == Family.LINEAR && recipe.criterion().metric() != null) {
      throw new DataException(
          recipe.criterion().name() + " is for classes, and the model is linear; use deviance");
    }
    for (int[] held : folds(recipe.folds(), seed)) {
      of(without(held)).folds(recipe.folds(), seed);
    }
  }

  /** The rows of each fold; patients stay whole. */
  List<int[]> folds(int folds, long seed) {
    int[] classes = response.classes().isEmpty() ? new int[rows()] : response.labels();
    int[] fold = RowFolds.of(groups, classes, response.classes(), folds, seed);
    return IntStream.range(0, folds)
        .mapToObj(f -> IntStream.range(0, rows()).filter(i -> fold[i] == f).toArray())
        .toList();
  }

  /** The rows that are not among those. */
  int[] without(int[] held) {
    boolean[] out = new boolean[rows()];
    for (int i : held) {
      out[i] = true;
    }
    return IntStream.range(0, rows()).filter(i -> !out[i]).toArray();
  }

  private static double[][] of(double[][] columns, int[] rows) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(rows).mapToDouble(i -> column[i]).toArray())
        .toArray(double[][]::new);
  }
}
