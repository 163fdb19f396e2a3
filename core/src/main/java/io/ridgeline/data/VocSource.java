package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder of Pascal VOC: {@code Annotations} with one XML file an image, {@code JPEGImages}
 * (or {@code images}), and perhaps {@code ImageSets/Main} with lists of the images of each part.
 *
 * <p>The image of an annotation is the one of its own name, else the one that it names. Where there
 * are lists, images in none of them are left out.
 */
final class VocSource {
  private static final Set<String> ANNOTATIONS = Set.of("annotations");
  private static final Set<String> IMAGES = Set.of("jpegimages", "images", "image");

  /** Where an image is listed. */
  private record Listed(String part, String place) {}

  private final Path source;
  private final Gathered gathered;
  private final Map<String, Listed> lists = new LinkedHashMap<>();
  private final Map<String, List<Path>> images = new TreeMap<>();
  private final Map<Path, String> taken = new HashMap<>();
  private final List<String> unlisted = new ArrayList<>();

  private VocSource(Path source, DataSpec spec) {
    this.source = source;
    this.gathered = Gathered.boxes(spec);
  }

  /** Whether a folder is of this kind. */
  static boolean fits(Path source) {
    Path annotations = FolderSource.child(source, ANNOTATIONS);
    return annotations != null && !xml(annotations).isEmpty();
  }

  static Gathered gather(Path source, DataSpec spec) {
    Path annotations = FolderSource.child(source, ANNOTATIONS);
    Path folder = FolderSource.child(source, IMAGES);
    if (annotations == null || folder == null) {
      throw new DataException(
          Shown.path(source) + ": has Annotations, but no folder JPEGImages (or images)");
    }
    VocSource reader = new VocSource(source, spec);
    reader.lists();
    for (Path file : FolderSource.list(folder)) {
      reader.images.computeIfAbsent(FolderSource.stem(file), s -> new ArrayList<>()).add(file);
    }
    reader.examples(xml(annotations), folder);
    return reader.gathered;
  }

  private static List<Path> xml(Path folder) {
    return FolderSource.list(folder).stream()
        .filter(f -> FolderSource.name(f).toLowerCase(Locale.ROOT).endsWith(".xml"))
        .toList();
  }

  /** Where there is no list {@code train}, it is what {@code trainval} has beside {@code val}. */
  private void lists() {
    Path sets = FolderSource.child(source, Set.of("imagesets"));
    Path main = sets == null ? null : FolderSource.child(sets, Set.of("main"));
    if (main == null) {
      return;
    }
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path file : FolderSource.list(main)) {
      String name = FolderSource.name(file).toLowerCase(Locale.ROOT);
      String part = name.endsWith(".txt") ? Parts.of(FolderSource.stem(file)) : null;
      if (part != null) {
        files.put(part, file);
      }
    }
    Path both = main.resolve("trainval.txt");
    if (!files.containsKey(Parts.TRAIN) && Files.exists(both)) {
      files.put(Parts.TRAIN, both);
    }
    files.forEach((part, file) -> list(file, part));
  }

  private void list(Path file, String part) {
    List<String> lines = TextFile.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i);
      String place = Shown.path(file) + ": line " + (i + 1);
      if (name.isEmpty()) {
        continue;
      }
      String stem = name.replaceFirst("(?i)\\.(jpe?g|png|tiff?|bmp)$", "");
      Listed before = lists.putIfAbsent(stem, new Listed(part, place));
      boolean both = FolderSource.stem(file).equals("trainval");
      if (before != null && !(both && before.part().equals(Parts.VALIDATION))) {
        gathered.problems.add(
            place + ": '" + Shown.text(name) + "' stands in " + before.place() + " already");
      }
    }
  }

  private void examples(List<Path> annotations, Path folder) {
    Map<String, Listed> missing = new LinkedHashMap<>(lists);
    Map<String, List<Path>> bare = new TreeMap<>(images);
    for (Path file : annotations) {
      String stem = FolderSource.stem(file);
      Listed listed = missing.remove(stem);
      if (listed == null && !lists.isEmpty()) {
        bare.remove(stem);
        unlisted.add(Shown.path(file));
      } else {
        Path image = example(file, listed == null ? "" : listed.part(), folder);
        bare.remove(image == null ? stem : FolderSource.stem(image));
      }
    }
    missing.forEach(
        (stem, listed) -> {
          bare.remove(stem);
          gathered.bad(
              listed.place() + ": there is no annotation '" + Shown.text(stem) + ".xml' to read");
        });
    bare.values().forEach(files -> files.forEach(this::bare));
    if (!unlisted.isEmpty()) {
      gathered.left.add(
          unlisted.size()
              + " images that no list of ImageSets/Main names, the first of "
              + unlisted.get(0));
    }
  }

  private void bare(Path image) {
    if (lists.isEmpty()) {
      gathered.bad(
          Shown.path(image)
              + ": there is no annotation for it; an image without objects has one without <object>");
    } else {
      unlisted.add(Shown.path(image));
    }
  }

  /** Adds an example, and gives its image; null if there is none. */
  private @Nullable Path example(Path file, String part, Path folder) {
    String place = Shown.path(file);
    VocAnnotation annotation;
    Path image;
    try {
      annotation = VocAnnotation.read(file);
      image = image(annotation, FolderSource.stem(file), folder);
    } catch (DataException e) {
      String reason = String.valueOf(e.getMessage());
      gathered.bad(reason.startsWith(place) ? reason : place + ": " + reason);
      return null;
    }
    String first = taken.putIfAbsent(image, place);
    if (first != null) {
      gathered.problems.add(
          place + ": its image " + Shown.path(image) + " belongs to " + first + " already");
      return image;
    }
    annotation.bad().forEach(gathered::bad);
    String id = source.relativize(image).toString().replace('\\', '/');
    gathered.image(
        image,
        List.of(),
        place,
        read -> {
          requireSize(annotation, read, place);
          return new Gathered.Entry(id, id, read, "", part, Map.of(), place)
              .with(annotation.boxes());
        });
    return image;
  }

  private Path image(VocAnnotation annotation, String stem, Path folder) {
    List<Path> own = images.getOrDefault(stem, List.of());
    String name = annotation.imageName();
    if (own.size() == 1) {
      return own.get(0);
    }
    if (own.size() > 1) {
      throw new DataException(
          "two images have its name, such as " + Shown.path(own.get(0)) + "; rename one");
    }
    for (List<Path> files : images.values()) {
      for (Path file : files) {
        if (FolderSource.name(file).equals(name)) {
          return file;
        }
      }
    }
    throw new DataException(
        "there is no image '"
            + Shown.text(name.isEmpty() ? stem : name)
            + "' for it in "
            + Shown.path(folder));
  }

  private static void requireSize(VocAnnotation annotation, Image image, String place) {
    String height = annotation.size("height");
    String width = annotation.size("width");
    boolean same =
        (height.isEmpty() || StoredBox.number("height", height, place) == image.height())
            && (width.isEmpty() || StoredBox.number("width", width, place) == image.width());
    if (!same) {
      throw new DataException(
          place
              + ": says that its image is "
              + Shown.text(height + "x" + width)
              + " (height x width), and it is "
              + image.size());
    }
  }
}
