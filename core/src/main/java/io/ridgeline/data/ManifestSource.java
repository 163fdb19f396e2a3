package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV manifest: one row an image, with its path, its label or mask, and perhaps its group
 * and part.
 *
 * <p>The columns of group and part (and of the label, where there are masks) may be absent under
 * their default names; one that was asked for by name must be there, for a study that silently
 * forgets its patients leaks. No path may leave the root, neither by {@code ..} nor through a link.
 * Problems name the line that a row starts on.
 */
final class ManifestSource implements Table.Reader {
  private final Columns columns;
  private final boolean masked;
  private final Gathered gathered;
  private final Table table;
  private final Map<Path, Integer> seen = new HashMap<>();

  private ManifestSource(Path manifest, DataSpec spec) {
    this.columns = spec.columns();
    this.masked = spec.task() != TaskKind.CLASSIFICATION;
    this.gathered = new Gathered(spec);
    this.table = new Table(manifest, spec, gathered);
  }

  static Gathered gather(Path manifest, DataSpec spec) {
    ManifestSource reader = new ManifestSource(manifest, spec);
    reader.table.read(reader);
    return reader.gathered;
  }

  @Override
  public void header(List<String> names) {
    boolean ownLabel = columns.label().equals(Columns.DEFAULT.label());
    table.demand(names, columns.image(), "image", false);
    table.demand(names, columns.label(), "label", masked && ownLabel);
    table.demand(names, columns.mask(), "mask", !masked);
  }

  @Override
  public void row(int line, Map<String, String> cells, ImageRoot images) {
    String image = Table.take(cells, columns.image());
    boolean labelled = cells.containsKey(columns.label());
    String label = Table.take(cells, columns.label());
    boolean unlabelled = label.isEmpty() && (labelled || !masked);
    if (unlabelled) {
      table.problem(line, "the label is empty");
    }
    String group = table.group(line, cells);
    String part = table.part(line, cells);
    Path file = image(line, image, images);
    List<Path> masks = masked ? masks(line, Table.take(cells, columns.mask()), images) : List.of();
    if (file == null || unlabelled || part == null || (masked && masks.isEmpty())) {
      return;
    }
    String id = images.id(file);
    String place = table.place(line);
    gathered.image(
        file,
        masks,
        place,
        read ->
            new Gathered.Entry(
                id, group.isEmpty() ? id : group, read, label, part, Map.copyOf(cells), place));
  }

  /** The image's path, or null if it is doubled or must not be read. */
  private @Nullable Path image(int line, String image, ImageRoot images) {
    Path file = table.file(line, "image", image, images);
    Integer first = file == null ? null : seen.putIfAbsent(file, line);
    if (first != null) {
      table.problem(
          line, "the image '" + Shown.text(image) + "' stands on line " + first + " already");
      return null;
    }
    return file;
  }

  /** The paths of the masks; none if one of them must not be read. */
  private List<Path> masks(int line, String cell, ImageRoot images) {
    List<Path> masks = new ArrayList<>();
    for (String text : cell.split("[|;]", -1)) {
      Path file = table.file(line, "mask", text.strip(), images);
      if (file == null) {
        return List.of();
      }
      masks.add(file);
    }
    return masks;
  }
}
