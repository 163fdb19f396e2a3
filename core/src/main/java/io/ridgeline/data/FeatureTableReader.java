package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a table of numbers from CSV. Empty cells, {@code ?}, {@code NA} and {@code NaN} are
 * missing; a column with one value is left out; a column of words becomes one of 0 and 1 for each
 * word (the second alone of two). Every problem is named with its line in one pass.
 */
public final class FeatureTableReader {
  private static final Set<String> MISSING = Set.of("", "?", "NA", "NaN");

  /** A column with more words than this is rather text or an identifier. */
  private static final int WORDS = 20;

  /** Bad cells of one column that are named. */
  private static final int SHOWN = 3;

  private final Path file;
  private final FeatureColumns columns;
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<Csv.Row> rows = new ArrayList<>();
  private List<String> names = List.of();

  private FeatureTableReader(Path file, FeatureColumns columns) {
    this.file = file;
    this.columns = columns;
  }

  /**
   * Reads a file.
   *
   * @throws DataException with every problem and its line
   */
  public static FeatureTable read(Path file, FeatureColumns columns) {
    FeatureTableReader reader = new FeatureTableReader(file, columns);
    reader.rows();
    reader.refuse();
    reader.roles();
    reader.refuse();
    FeatureTable table = reader.table();
    reader.refuse();
    return table;
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      throw new DataException(Shown.path(file) + ": cannot be used as it is", problems);
    }
  }

  private void rows() {
    try (Csv csv = new Csv(Files.newInputStream(file))) {
      Csv.Row row = csv.next();
      if (row == null) {
        throw new IOException("is empty");
      }
      names = columns.header() ? strip(row.cells()) : places(row.cells().size());
      if (columns.header()) {
        row = csv.next();
      } else if (!columns.names().isEmpty()) {
        names = columns.names();
      }
      for (; row != null; row = csv.next()) {
        if (row.cells().size() == names.size()) {
          rows.add(new Csv.Row(row.line(), strip(row.cells())));
        } else {
          problem(row.line(), row.cells().size() + " cells under " + names.size() + " columns");
        }
      }
      if (rows.isEmpty() && problems.isEmpty()) {
        throw new IOException("has no row of values");
      }
    } catch (IOException e) {
      throw new DataException(Shown.path(file) + ": " + Shown.reason(e), e);
    }
  }

  private static List<String> strip(List<String> cells) {
    return cells.stream().map(String::strip).toList();
  }

  private static List<String> places(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  private void roles() {
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        problems.add("two columns are named '" + Shown.text(name) + "'");
      }
    }
    List<String> group = columns.group().isEmpty() ? List.of() : List.of(columns.group());
    Stream.of(columns.targets(), group, columns.ignored(), columns.features())
        .flatMap(List::stream)
        .distinct()
        .filter(name -> !names.contains(name))
        .forEach(name -> problems.add(Shown.text(Suggestion.unknown("column", name, names))));
    columns.features().stream()
        .filter(name -> columns.targets().contains(name) || columns.ignored().contains(name))
        .forEach(
            name ->
                problems.add(
                    "column '" + Shown.text(name) + "' is a feature and also a target or ignored"));
  }

  private FeatureTable table() {
    List<String> groups = new ArrayList<>();
    for (Csv.Row row : rows) {
      String group = columns.group().isEmpty() ? "" : cell(row, columns.group());
      if (MISSING.contains(group) && !columns.group().isEmpty()) {
        problem(
            row.line(),
            "the column '" + Shown.text(columns.group()) + "' is empty; name the patient");
      }
      groups.add(columns.group().isEmpty() ? "line " + row.line() : group);
    }
    Map<String, List<String>> targets = new LinkedHashMap<>();
    for (String target : columns.targets()) {
      targets.put(target, cells(target));
    }
    Map<String, double[]> features = new LinkedHashMap<>();
    for (String name : names) {
      if (isFeature(name)) {
        feature(name, cells(name), features);
      }
    }
    if (features.isEmpty() && problems.isEmpty()) {
      problems.add("no column is left that could be a feature");
    }
    return new FeatureTable(
        List.copyOf(features.keySet()),
        features.values().toArray(double[][]::new),
        groups,
        targets,
        remarks);
  }

  private boolean isFeature(String name) {
    return columns.features().isEmpty()
        ? !columns.targets().contains(name)
            && !columns.ignored().contains(name)
            && !columns.group().equals(name)
        : columns.features().contains(name);
  }

  /** The cells of a column; missing ones are empty. */
  private List<String> cells(String name) {
    return rows.stream()
        .map(row -> cell(row, name))
        .map(cell -> MISSING.contains(cell) ? "" : cell)
        .toList();
  }

  private String cell(Csv.Row row, String name) {
    return row.cells().get(names.indexOf(name));
  }

  private void feature(String name, List<String> cells, Map<String, double[]> features) {
    Set<String> values = new TreeSet<>(cells);
    values.remove("");
    String shown = "column '" + Shown.text(name) + "'";
    if (values.isEmpty()) {
      remarks.add(shown + " is empty and left out");
      return;
    }
    long words = values.stream().filter(v -> !isNumber(v)).count();
    if (words == 0) {
      double[] numbers =
          cells.stream()
              .mapToDouble(c -> c.isEmpty() ? Double.NaN : Double.parseDouble(c))
              .toArray();
      if (IntStream.range(0, numbers.length)
              .mapToDouble(i -> numbers[i])
              .filter(v -> !Double.isNaN(v))
              .distinct()
              .count()
          == 1) {
        remarks.add(shown + " is always " + Shown.text(values.iterator().next()) + " and left out");
      } else {
        features.put(name, numbers);
      }
    } else if (words < values.size()) {
      mixed(shown, cells);
    } else if (values.size() > WORDS) {
      problems.add(
          shown
              + " holds "
              + values.size()
              + " different words (line "
              + rows.get(0).line()
              + ": '"
              + Shown.text(cells.get(0))
              + "'), more than "
              + WORDS
              + "; ignore it if it is an identifier");
    } else if (values.size() == 1) {
      remarks.add(shown + " is always " + Shown.text(values.iterator().next()) + " and left out");
    } else {
      remarks.add(
          shown
              + " holds words; each becomes a column of 0 and 1: "
              + Shown.text(values.toString()));
      // The first of two is 1 minus the second.
      values.stream()
          .skip(values.size() == 2 ? 1 : 0)
          .forEach(word -> features.put(name + "=" + word, oneHot(cells, word)));
    }
  }

  private static double[] oneHot(List<String> cells, String word) {
    return cells.stream()
        .mapToDouble(c -> c.isEmpty() ? Double.NaN : c.equals(word) ? 1 : 0)
        .toArray();
  }

  private void mixed(String shown, List<String> cells) {
    int[] bad =
        IntStream.range(0, cells.size())
            .filter(i -> !cells.get(i).isEmpty() && !isNumber(cells.get(i)))
            .toArray();
    for (int i : IntStream.of(bad).limit(SHOWN).toArray()) {
      problem(
          rows.get(i).line(),
          shown
              + " holds '"
              + Shown.text(cells.get(i))
              + "' among numbers; write a number or ?, or ignore the column");
    }
    if (bad.length > SHOWN) {
      problems.add(shown + " holds " + (bad.length - SHOWN) + " more cells that are no numbers");
    }
  }

  /** Whether a cell is a finite decimal number. */
  public static boolean isNumber(String cell) {
    return cell.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
        && Double.isFinite(Double.parseDouble(cell));
  }

  private void problem(int line, String text) {
    problems.add("line " + line + ": " + text);
  }
}
