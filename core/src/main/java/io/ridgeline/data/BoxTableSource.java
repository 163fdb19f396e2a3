package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.image.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file with one row a box: the path of its image, its class, its edges in pixels, and
 * perhaps the image's group and part.
 *
 * <p>A row with neither class nor edges is an image without boxes. Rows of one image agree in group
 * and part; of further columns those are kept in which they agree. Columns may be absent and paths
 * are bound as in a manifest of images (see {@link ManifestSource}).
 */
final class BoxTableSource implements Table.Reader {
  /** The columns of the edges. */
  static final List<String> EDGES = List.of("xmin", "ymin", "xmax", "ymax");

  private static final class Listed {
    final String text;
    final int line;
    final String group;
    final String part;
    final Map<String, String> columns;
    final List<StoredBox> boxes = new ArrayList<>();

    /** The line that says there are no boxes; 0 without one. */
    int without;

    /** The first line with a box; 0 without one. */
    int with;

    Listed(String text, int line, String group, String part, Map<String, String> columns) {
      this.text = text;
      this.line = line;
      this.group = group;
      this.part = part;
      this.columns = columns;
    }
  }

  private final Columns columns;
  private final Gathered gathered;
  private final Table table;
  private final Map<Path, Listed> listed = new LinkedHashMap<>();
  private @Nullable ImageRoot root;

  private BoxTableSource(Path manifest, DataSpec spec) {
    this.columns = spec.columns();
    this.gathered = Gathered.boxes(spec);
    this.table = new Table(manifest, spec, gathered);
  }

  static Gathered gather(Path manifest, DataSpec spec) {
    BoxTableSource reader = new BoxTableSource(manifest, spec);
    reader.table.read(reader);
    reader.images();
    return reader.gathered;
  }

  @Override
  public void header(List<String> names) {
    table.demand(names, columns.image(), "image", false);
    table.demand(names, columns.label(), "label", false);
    EDGES.forEach(edge -> table.demand(names, edge, "box", false));
  }

  @Override
  public void row(int line, Map<String, String> cells, ImageRoot images) {
    root = images;
    String text = Table.take(cells, columns.image());
    String label = Table.take(cells, columns.label());
    List<String> edges = EDGES.stream().map(edge -> Table.take(cells, edge)).toList();
    String group = table.group(line, cells);
    String part = table.part(line, cells);
    Path file = table.file(line, "image", text, images);
    if (file == null || part == null) {
      return;
    }
    Listed image =
        listed.computeIfAbsent(
            file, f -> new Listed(text, line, group, part, new LinkedHashMap<>(cells)));
    image.columns.entrySet().retainAll(cells.entrySet());
    agree(line, columns.group(), group, image.group, image);
    agree(line, columns.part(), part, image.part, image);
    if (label.isEmpty() && edges.stream().allMatch(String::isEmpty)) {
      without(line, image);
    } else {
      box(line, label, edges, image);
    }
  }

  private void agree(int line, String column, String here, String there, Listed image) {
    if (!here.equals(there)) {
      table.problem(
          line,
          "the column '"
              + Shown.text(column)
              + "' says '"
              + Shown.text(here)
              + "' of the image '"
              + Shown.text(image.text)
              + "', and '"
              + Shown.text(there)
              + "' on line "
              + image.line);
    }
  }

  private void without(int line, Listed image) {
    int other = Math.max(image.with, image.without);
    if (other > 0) {
      table.problem(
          line,
          "an image without boxes has no other row, and '"
              + Shown.text(image.text)
              + "' stands on line "
              + other
              + " too; delete one of the rows");
    }
    image.without = line;
  }

  private void box(int line, String label, List<String> edges, Listed image) {
    if (image.without > 0) {
      table.problem(
          line,
          "a box of an image that has none by line " + image.without + "; delete one of the rows");
    }
    image.with = image.with == 0 ? line : image.with;
    String place = table.place(line);
    if (label.isEmpty()) {
      gathered.bad(place + ": the label is empty; leave the edges empty too if there is no box");
      return;
    }
    try {
      double[] at = new double[EDGES.size()];
      for (int i = 0; i < at.length; i++) {
        at[i] = StoredBox.number(EDGES.get(i), edges.get(i), place);
      }
      image.boxes.add(new StoredBox(label, at[0], at[1], at[2], at[3], place));
    } catch (DataException e) {
      gathered.bad(String.valueOf(e.getMessage()));
    }
  }

  private void images() {
    ImageRoot images = root;
    if (images == null) {
      return;
    }
    listed.forEach(
        (file, image) -> {
          String id = images.id(file);
          String place = table.place(image.line);
          gathered.image(
              file,
              List.of(),
              place,
              read ->
                  new Gathered.Entry(
                          id,
                          image.group.isEmpty() ? id : image.group,
                          read,
                          "",
                          image.part,
                          Map.copyOf(image.columns),
                          place)
                      .with(image.boxes));
        });
  }
}
