package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.describe.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The examples of a cohort by what a column of its manifest says. A column of more than four
 * different numbers is cut at its quartiles; other columns have a group a word.
 */
final class Groupings {
  static final String EMPTY = "not given";

  private static final int QUARTILES = 4;
  private static final int MOST = 50;
  private static final Predicate<String> NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?").asMatchPredicate();

  private Groupings() {}

  /**
   * Indexes into the cohort, by value.
   *
   * @throws StudyFileException if there is no such column, or it has too many values to be one
   */
  static Map<String, int[]> of(Cohort cohort, String column) {
    SortedSet<String> known = new TreeSet<>();
    cohort.examples().forEach(e -> known.addAll(e.columns().keySet()));
    if (!known.contains(column)) {
      throw new StudyFileException(
          known.isEmpty()
              ? "subgroup " + column + ": the data have no further columns; give a CSV manifest"
              : Suggestion.unknown("column", column, known));
    }
    List<String> cells = cohort.examples().stream().map(e -> cell(e, column)).toList();
    double[] numbers =
        cells.stream()
            .filter(c -> !c.isEmpty() && NUMBER.test(c))
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    boolean numeric =
        numbers.length == cells.stream().filter(c -> !c.isEmpty()).count()
            && Arrays.stream(numbers).distinct().count() > QUARTILES;
    Map<String, List<Integer>> groups = numeric ? ranges(numbers) : new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String value =
          cell.isEmpty() ? EMPTY : numeric ? range(Double.parseDouble(cell), numbers) : cell;
      groups.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
    }
    if (groups.size() > MOST) {
      throw new StudyFileException(
          "subgroup "
              + column
              + ": it has "
              + groups.size()
              + " values; give a column of at most "
              + MOST);
    }
    Map<String, int[]> indexes = new LinkedHashMap<>();
    groups.forEach(
        (value, members) -> {
          if (!members.isEmpty()) {
            indexes.put(value, members.stream().mapToInt(m -> m).toArray());
          }
        });
    return indexes;
  }

  private static String cell(Example example, String column) {
    return example.columns().getOrDefault(column, "").strip();
  }

  /** The four ranges in their order, without members. */
  private static Map<String, List<Integer>> ranges(double[] sorted) {
    Map<String, List<Integer>> ranges = new LinkedHashMap<>();
    Arrays.stream(sorted)
        .forEach(x -> ranges.computeIfAbsent(range(x, sorted), r -> new ArrayList<>()));
    return ranges;
  }

  private static String range(double x, double[] sorted) {
    double[] cuts = IntStream.rangeClosed(1, 3).mapToDouble(q -> quantile(sorted, q)).toArray();
    if (x <= cuts[0]) {
      return "up to " + words(cuts[0]);
    }
    for (int q = 1; q < cuts.length; q++) {
      if (x <= cuts[q]) {
        return "above " + words(cuts[q - 1]) + ", up to " + words(cuts[q]);
      }
    }
    return "above " + words(cuts[2]);
  }

  /** Between the two nearest values, as NumPy's default. */
  private static double quantile(double[] sorted, int quarters) {
    double at = quarters * (sorted.length - 1) / 4.0;
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static String words(double x) {
    String text = Double.toString(x);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
