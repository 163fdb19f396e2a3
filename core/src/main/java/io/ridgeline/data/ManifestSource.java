package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
final class ManifestSource {
  private final Path manifest;
  private final Path root;
  private final Columns columns;
  private final boolean skipBad;
  private final boolean masked;
  private final Gathered gathered;
  private final Map<Path, Integer> seen = new HashMap<>();

  private ManifestSource(Path manifest, DataSpec spec) {
    this.manifest = manifest;
    this.root = folder(manifest).resolve(spec.root()).normalize();
    this.columns = spec.columns();
    this.skipBad = spec.skipBad();
    this.masked = spec.task() == TaskKind.SEGMENTATION;
    this.gathered = new Gathered(spec);
  }

  private static Path folder(Path manifest) {
    Path parent = manifest.toAbsolutePath().normalize().getParent();
    return parent == null ? manifest.toAbsolutePath() : parent;
  }

  static Gathered gather(Path manifest, DataSpec spec) {
    ManifestSource reader = new ManifestSource(manifest, spec);
    try (Csv csv = new Csv(Files.newInputStream(manifest))) {
      if (!Files.isDirectory(reader.root)) {
        throw new IOException(
            "the images' root " + Shown.path(reader.root) + " is no folder; set root");
      }
      Csv.Row header = csv.next();
      if (header == null) {
        throw new IOException("is empty");
      }
      Path realRoot = reader.root.toRealPath();
      List<String> names = header.cells().stream().map(String::strip).toList();
      if (reader.acceptsHeader(names)) {
        for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
          reader.row(row, names, realRoot);
        }
      }
    } catch (IOException e) {
      reader.gathered.problems.add(Shown.path(manifest) + ": " + Shown.reason(e));
    }
    return reader.gathered;
  }

  private boolean acceptsHeader(List<String> names) {
    int before = gathered.problems.size();
    demand(names, columns.image(), "image", false);
    boolean ownLabel = columns.label().equals(Columns.DEFAULT.label());
    demand(names, columns.label(), "label", masked && ownLabel);
    demand(names, columns.mask(), "mask", !masked);
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

  private void demand(List<String> names, String name, String role, boolean optional) {
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

  private void row(Csv.Row row, List<String> names, Path realRoot) {
    if (row.cells().size() != names.size()) {
      problem(row.line(), row.cells().size() + " cells under " + names.size() + " columns");
      return;
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      cells.put(names.get(i), row.cells().get(i).strip());
    }
    String image = take(cells, columns.image());
    boolean labelled = cells.containsKey(columns.label());
    String label = take(cells, columns.label());
    boolean grouped = cells.containsKey(columns.group());
    String group = take(cells, columns.group());
    boolean parted = cells.containsKey(columns.part());
    String word = take(cells, columns.part());
    String part = parted ? Parts.of(word) : "";
    boolean unlabelled = label.isEmpty() && (labelled || !masked);
    if (unlabelled) {
      problem(row.line(), "the label is empty");
    }
    if (grouped && group.isEmpty()) {
      problem(
          row.line(),
          "the column '"
              + Shown.text(columns.group())
              + "' is empty, so images of one patient could part; name the patient");
    }
    if (part == null) {
      problem(
          row.line(),
          "unknown part '" + Shown.text(word) + "'; known: train, validation (or val), test");
    }
    Path file = image(row.line(), image, realRoot);
    List<Path> masks =
        masked ? masks(row.line(), take(cells, columns.mask()), realRoot) : List.of();
    if (file == null || unlabelled || part == null || (masked && masks.isEmpty())) {
      return;
    }
    String id = root.relativize(file).toString().replace('\\', '/');
    String place = place(row.line());
    gathered.image(
        file,
        masks,
        place,
        skipBad,
        read ->
            new Gathered.Entry(
                id, group.isEmpty() ? id : group, read, label, part, Map.copyOf(cells), place));
  }

  /** The image's path, or null if it is doubled or must not be read. */
  private @Nullable Path image(int line, String image, Path realRoot) {
    Path file = file(line, "image", image, realRoot);
    Integer first = file == null ? null : seen.putIfAbsent(file, line);
    if (first != null) {
      problem(line, "the image '" + Shown.text(image) + "' stands on line " + first + " already");
      return null;
    }
    return file;
  }

  /** The paths of the masks; none if one of them must not be read. */
  private List<Path> masks(int line, String cell, Path realRoot) {
    List<Path> masks = new ArrayList<>();
    for (String text : cell.split("[|;]", -1)) {
      Path file = file(line, "mask", text.strip(), realRoot);
      if (file == null) {
        return List.of();
      }
      masks.add(file);
    }
    return masks;
  }

  private @Nullable Path file(int line, String role, String text, Path realRoot) {
    if (text.isEmpty()) {
      problem(line, "the " + role + "'s path is empty");
      return null;
    }
    try {
      Path file = root.resolve(text).normalize();
      boolean inside = file.startsWith(root) && !file.equals(root);
      if (!inside || (Files.exists(file) && !file.toRealPath().startsWith(realRoot))) {
        problem(line, "the path '" + Shown.text(text) + "' leaves the root " + Shown.path(root));
        return null;
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      problem(line, "the path '" + Shown.text(text) + "' cannot be used: " + Shown.reason(e));
      return null;
    }
  }

  private static String take(Map<String, String> cells, String name) {
    String cell = cells.remove(name);
    return cell == null ? "" : cell;
  }

  private void problem(int line, String text) {
    gathered.problems.add(place(line) + ": " + text);
  }

  private String place(int line) {
    return Shown.path(manifest) + ": line " + line;
  }
}
