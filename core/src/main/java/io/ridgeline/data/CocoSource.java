package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads COCO: one JSON file, or a folder with a file of each part: {@code instances_train2017.json}
 * and its like, itself or in {@code annotations}, or {@code _annotations.coco.json} in folders
 * {@code train}, {@code valid} and {@code test}.
 *
 * <p>Images are looked for in the root that the study file names, else beside the JSON file; of a
 * folder, also there and in its {@code images}, and in folders of these named after the part.
 */
final class CocoSource {
  private static final String ROBOFLOW = "_annotations.coco.json";

  /**
   * A file of one part.
   *
   * @param word what the folder of its images may be called, such as {@code train2017}; or empty
   */
  private record Listed(Path file, String part, String word) {}

  private final Path base;
  private final DataSpec spec;
  private final Gathered gathered;
  private final Map<Path, String> seen = new HashMap<>();
  private final Map<String, String> categories = new LinkedHashMap<>();

  private CocoSource(Path base, DataSpec spec) {
    this.base = base;
    this.spec = spec;
    this.gathered = Gathered.boxes(spec);
  }

  /** Whether a folder holds such files. */
  static boolean fits(Path source) {
    return !listed(source).isEmpty();
  }

  static Gathered gather(Path source, DataSpec spec) {
    boolean folder = Files.isDirectory(source);
    CocoSource reader =
        new CocoSource(
            folder
                ? source.toAbsolutePath().resolve(spec.root()).normalize()
                : ImageRoot.beside(source, spec),
            spec);
    List<Listed> files = folder ? listed(source) : List.of(new Listed(source, "", ""));
    for (Listed listed : files) {
      if (files.size() > 1 && listed.part().isEmpty()) {
        reader.gathered.problems.add(
            Shown.path(listed.file())
                + ": one of several, and its name tells no part (train, val, test); name one file"
                + " as the source");
      } else {
        reader.file(listed);
      }
    }
    reader.gathered.order(new Categories(reader.categories).inOrder());
    return reader.gathered;
  }

  private static List<Listed> listed(Path source) {
    List<Listed> files = new ArrayList<>();
    for (Path folder : FolderSource.folders(source)) {
      String part = Parts.of(FolderSource.name(folder));
      Path file = folder.resolve(ROBOFLOW);
      if (part != null && Files.isRegularFile(file)) {
        files.add(new Listed(file, part, FolderSource.name(folder)));
      }
    }
    Path annotations = FolderSource.child(source, Set.of("annotations"));
    for (Path folder : annotations == null ? List.of(source) : List.of(source, annotations)) {
      List<Path> json =
          FolderSource.list(folder).stream()
              .filter(f -> FolderSource.name(f).toLowerCase(Locale.ROOT).endsWith(".json"))
              .toList();
      List<Path> instances =
          json.stream().filter(f -> FolderSource.name(f).startsWith("instances")).toList();
      (instances.isEmpty() ? json.stream().filter(CocoFile::fits).toList() : instances)
          .forEach(file -> files.add(named(file)));
    }
    return files;
  }

  private static Listed named(Path file) {
    for (String word : FolderSource.stem(file).split("[^A-Za-z0-9]+", -1)) {
      String part = Parts.of(word.replaceFirst("[0-9]+$", ""));
      if (part != null) {
        return new Listed(file, part, word);
      }
    }
    return new Listed(file, "", "");
  }

  private void file(Listed listed) {
    CocoFile coco;
    List<ImageRoot> roots;
    try {
      coco = CocoFile.read(listed.file());
      roots = roots(listed);
    } catch (DataException e) {
      gathered.problems.add(String.valueOf(e.getMessage()));
      return;
    } catch (IOException e) {
      gathered.problems.add(Shown.path(listed.file()) + ": " + Shown.reason(e));
      return;
    }
    gathered.problems.addAll(coco.problems());
    coco.bad().forEach(gathered::bad);
    if (coco.crowds() > 0) {
      gathered.left.add(
          Shown.path(listed.file()) + ": " + coco.crowds() + " boxes around crowds (iscrowd)");
    }
    coco.categories()
        .names()
        .forEach(
            (id, name) -> {
              String before = categories.putIfAbsent(id, name);
              if (before != null && !before.equals(name)) {
                gathered.problems.add(
                    Shown.path(listed.file())
                        + ": category "
                        + Shown.text(id)
                        + " is "
                        + Shown.text(name)
                        + " here and "
                        + Shown.text(before)
                        + " in another file; give each its own number");
              }
            });
    Map<String, List<StoredBox>> boxes = boxes(coco);
    coco.pictures()
        .forEach(
            (id, picture) ->
                example(picture, boxes.getOrDefault(id, List.of()), listed.part(), roots));
  }

  private List<ImageRoot> roots(Listed listed) throws IOException {
    if (!Files.isDirectory(base)) {
      return List.of(new ImageRoot(base));
    }
    List<Path> folders = new ArrayList<>();
    if (spec.root().isEmpty()) {
      folders.add(ImageRoot.beside(listed.file(), spec));
    }
    folders.add(base);
    folders.add(base.resolve("images"));
    List<ImageRoot> roots = new ArrayList<>();
    for (Path folder : folders) {
      for (Path inner : List.of(folder, folder.resolve(listed.word()))) {
        if (Files.isDirectory(inner)) {
          roots.add(new ImageRoot(inner));
        }
      }
    }
    return roots;
  }

  private Map<String, List<StoredBox>> boxes(CocoFile coco) {
    Map<String, List<StoredBox>> boxes = new HashMap<>();
    Map<String, String> names = coco.categories().names();
    for (CocoFile.Drawn drawn : coco.drawn()) {
      if (!coco.pictures().containsKey(drawn.image())) {
        gathered.bad(
            drawn.place() + ": there is no image " + Shown.text(drawn.image()) + " in the list");
        continue;
      }
      if (!names.containsKey(drawn.category())) {
        gathered.problems.add(
            drawn.place()
                + ": there is no category "
                + Shown.text(drawn.category())
                + "; known: "
                + Shown.text(String.join(", ", names.keySet())));
        continue;
      }
      double[] at = drawn.box();
      boxes
          .computeIfAbsent(drawn.image(), i -> new ArrayList<>())
          .add(
              new StoredBox(
                  coco.categories().stored(drawn.category(), spec.classes()),
                  at[0],
                  at[1],
                  at[0] + at[2],
                  at[1] + at[3],
                  drawn.place()));
    }
    return boxes;
  }

  private void example(
      CocoFile.Picture picture, List<StoredBox> boxes, String part, List<ImageRoot> roots) {
    String place = picture.place();
    Path file;
    try {
      file = find(picture.file(), roots);
    } catch (DataException e) {
      gathered.bad(place + ": " + e.getMessage());
      return;
    }
    String first = seen.putIfAbsent(file, place);
    if (first != null) {
      gathered.problems.add(
          place
              + ": the image '"
              + Shown.text(picture.file())
              + "' stands in "
              + first
              + " already");
      return;
    }
    Path inside = base.relativize(file);
    String id = (inside.startsWith("..") ? file : inside).toString().replace('\\', '/');
    gathered.image(
        file,
        List.of(),
        place,
        read -> {
          requireSize(picture, read);
          return new Gathered.Entry(id, id, read, "", part, Map.of(), place).with(boxes);
        });
  }

  private static Path find(String name, List<ImageRoot> roots) {
    @Nullable DataException refused = null;
    for (ImageRoot root : roots) {
      try {
        Path file = root.file("image", name);
        if (Files.exists(file)) {
          return file;
        }
      } catch (DataException e) {
        refused = refused == null ? e : refused;
      }
    }
    if (refused != null) {
      throw refused;
    }
    List<String> places = roots.stream().map(ImageRoot::toString).distinct().toList();
    throw new DataException(
        "there is no image '"
            + Shown.text(name)
            + "' in "
            + String.join(", ", places)
            + "; say in root where the images are");
  }

  private static void requireSize(CocoFile.Picture picture, Image image) {
    boolean same =
        (picture.height() < 0 || picture.height() == image.height())
            && (picture.width() < 0 || picture.width() == image.width());
    if (!same) {
      throw new DataException(
          picture.place()
              + ": says that its image is "
              + (long) picture.height()
              + "x"
              + (long) picture.width()
              + " (height x width), and it is "
              + image.size());
    }
  }
}
