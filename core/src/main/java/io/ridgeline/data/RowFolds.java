package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals rows of a table into K folds: groups stay whole and every fold gets its share of every
 * class, as {@link Folds} deals images.
 */
public final class RowFolds {
  private RowFolds() {}

  /**
   * The fold of each row, from 0.
   *
   * @param groups the patient of each row
   * @param classes the class of each row; all 0 where there are none
   * @param names of the classes, for messages
   * @param seed of the stream that orders equals
   * @throws DataException if a fold would miss a class or there are too few groups; gives the
   *     numbers
   */
  public static int[] of(
      List<String> groups, int[] classes, List<String> names, int folds, long seed) {
    Units units = Units.of(groups, List.of(), classes, Math.max(1, names.size()));
    if (units.count() < folds) {
      throw new DataException(
          units.count()
              + " groups cannot be dealt into "
              + folds
              + " folds that share none; use fewer folds or more data");
    }
    double[] shares = new double[folds];
    Arrays.fill(shares, 1.0 / folds);
    int[] rows = IntStream.range(0, classes.length).toArray();
    int[] fold = units.assign(rows, shares, Streams.random(seed));
    List<String> problems = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int label = k;
      long held =
          IntStream.of(rows).filter(i -> classes[i] == label).map(i -> fold[i]).distinct().count();
      if (held < folds) {
        problems.add(
            "class "
                + names.get(k)
                + " has "
                + IntStream.of(classes).filter(c -> c == label).count()
                + " rows, which reach "
                + held
                + " of "
                + folds
                + " folds; every fold needs one");
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(
          "the rows cannot be dealt into folds; use fewer folds or more data", problems);
    }
    return fold;
  }
}
