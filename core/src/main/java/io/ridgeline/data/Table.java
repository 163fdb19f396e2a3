package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that names images: rows as cells by column, and problems with the lines they are on.
 */
final class Table {
  /** What a source makes of it. */
  interface Reader {
    /** Names the columns that are missed. */
    void header(List<String> names);

    /** Takes a row that starts on the given line. */
    void row(int line, Map<String, String> cells, ImageRoot images);
  }

  private final Path manifest;
  private final Path root;
  private final Columns columns;
  private final Gathered gathered;

  /** Problems go to {@code gathered}. */
  Table(Path manifest, DataSpec spec, Gathered gathered) {
    this.manifest = manifest;
    this.root = ImageRoot.beside(manifest, spec);
    this.columns = spec.columns();
    this.gathered = gathered;
  }

  /**
   * The names of a file's columns; none if it is empty.
   *
   * @throws DataException if it cannot be read
   */
  static List<String> names(Path manifest) {
    try (Csv csv = new Csv(Files.newInputStream(manifest))) {
      Csv.Row header = csv.next();
      return header == null ? List.of() : names(header);
    } catch (IOException e) {
      throw new DataException(Shown.path(manifest) + ": " + Shown.reason(e), e);
    }
  }

  private static List<String> names(Csv.Row header) {
    return header.cells().stream().map(String::strip).toList();
  }

  /** Gives every row to the reader, if the header has what it needs. */
  void read(Reader reader) {
    try (Csv csv = new Csv(Files.newInputStream(manifest))) {
      ImageRoot images = new ImageRoot(root);
      Csv.Row header = csv.next();
      if (header == null) {
        throw new IOException("is empty");
      }
      List<String> names = names(header);
      if (accepts(reader, names)) {
        for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
          row(row, names, images, reader);
        }
      }
    } catch (IOException e) {
      gathered.problems.add(Shown.path(manifest) + ": " + Shown.reason(e));
    }
  }

  private boolean accepts(Reader reader, List<String> names) {
    int before = gathered.problems.size();
    reader.header(names);
    demand(names, columns.group(), "group", columns.group().equals(Columns.DEFAULT.group()));
    demand(names, columns.part(), "part", columns.part().equals(Columns.DEFAULT.part()));
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        problem(1, "two columns are named '" + Shown.text(name) + "'");
      }
    }
    return gathered.problems.size() == before;
  }

  private void row(Csv.Row row, List<String> names, ImageRoot images, Reader reader) {
    if (row.cells().size() != names.size()) {
      problem(row.line(), row.cells().size() + " cells under " + names.size() + " columns");
      return;
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      cells.put(names.get(i), row.cells().get(i).strip());
    }
    reader.row(row.line(), cells, images);
  }

  /** Names a column that is missed, unless it is optional. */
  void demand(List<String> names, String name, String role, boolean optional) {
    if (optional || names.contains(name)) {
      return;
    }
    boolean other = names.size() == 1 && names.get(0).matches("(?s).*[;\\t].*");
    problem(
        1,
        "there is no column '"
            + Shown.text(name)
            + "' for the "
            + role
            + "; the columns are: "
            + Shown.text(String.join(", ", names))
            + (other ? " (columns must be separated by commas)" : ""));
  }

  /** Takes a cell out of its row; empty if there is no such column. */
  static String take(Map<String, String> cells, String name) {
    String cell = cells.remove(name);
    return cell == null ? "" : cell;
  }

  /** Takes the group out of its row; empty if none is known. */
  String group(int line, Map<String, String> cells) {
    boolean grouped = cells.containsKey(columns.group());
    String group = take(cells, columns.group());
    if (grouped && group.isEmpty()) {
      problem(
          line,
          "the column '"
              + Shown.text(columns.group())
              + "' is empty, so images of one patient could part; name the patient");
    }
    return group;
  }

  /** Takes the part out of its row; empty if the file has no parts, null if it is none. */
  @Nullable String part(int line, Map<String, String> cells) {
    boolean parted = cells.containsKey(columns.part());
    String word = take(cells, columns.part());
    String part = parted ? Parts.of(word) : "";
    if (part == null) {
      problem(
          line, "unknown part '" + Shown.text(word) + "'; known: train, validation (or val), test");
    }
    return part;
  }

  /** The file that a cell names, or null if it must not be read. */
  @Nullable Path file(int line, String role, String text, ImageRoot images) {
    try {
      return images.file(role, text);
    } catch (DataException e) {
      problem(line, String.valueOf(e.getMessage()));
      return null;
    }
  }

  void problem(int line, String text) {
    gathered.problems.add(place(line) + ": " + text);
  }

  String place(int line) {
    return Shown.path(manifest) + ": line " + line;
  }
}
