package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder with one sub-folder a class, or {@code train}, {@code val} and {@code test}
 * folders with class folders in each.
 *
 * <p>Names sort by character, whatever the locale. Hidden files, what desktops leave behind and
 * files beside the class folders are not examples; every other file in a class folder must be an
 * image.
 */
final class FolderSource {
  private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");
  private static final Pattern EXTENSION = Pattern.compile("(\\.nii\\.gz|\\.[^.]*)$");

  private final Path source;
  private final Gathered gathered;

  private FolderSource(Path source, boolean skipBad) {
    this.source = source;
    this.gathered = new Gathered(skipBad);
  }

  static Gathered gather(Path source, boolean skipBad) {
    FolderSource reader = new FolderSource(source, skipBad);
    List<Path> folders = folders(source);
    boolean official =
        folders.stream().allMatch(f -> Parts.of(name(f)) != null)
            && folders.stream().anyMatch(f -> Parts.TRAIN.equals(Parts.of(name(f))));
    if (folders.isEmpty()) {
      throw new DataException(
          Shown.path(source) + ": has no sub-folders; put the images of each class in one");
    }
    for (Path folder : folders) {
      String part = official ? Parts.of(name(folder)) : null;
      if (part != null) {
        folders(folder).forEach(f -> reader.classFolder(f, part));
      } else {
        reader.classFolder(folder, "");
      }
    }
    return reader.gathered;
  }

  private void classFolder(Path folder, String part) {
    List<Path> files = list(folder);
    if (files.isEmpty()) {
      gathered.problems.add(Shown.path(folder) + ": the class folder is empty");
    }
    for (Path file : files) {
      String id = source.relativize(file).toString().replace('\\', '/');
      if (Files.isDirectory(file)) {
        gathered.problems.add(Shown.path(file) + ": a folder within a class folder");
      } else {
        gathered.image(
            file,
            List.of(),
            Shown.path(file),
            image ->
                new Gathered.Entry(id, id, image, name(folder), part, Map.of(), Shown.path(file)));
      }
    }
  }

  static List<Path> folders(Path folder) {
    return list(folder).stream().filter(Files::isDirectory).toList();
  }

  /** What is in a folder, sorted, without hidden files and litter. */
  static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> !name(f).startsWith("."))
          .filter(f -> !LITTER.contains(name(f).toLowerCase(Locale.ROOT)))
          .sorted(Comparator.comparing(FolderSource::name))
          .toList();
    } catch (IOException e) {
      throw new DataException(Shown.path(folder) + ": cannot be listed: " + Shown.reason(e), e);
    }
  }

  /** The first sub-folder that has one of the names, in any case; null without one. */
  static @Nullable Path child(Path folder, Set<String> names) {
    return folders(folder).stream()
        .filter(f -> names.contains(name(f).toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  /** A file's name without what tells its format. */
  static String stem(Path file) {
    return EXTENSION.matcher(name(file)).replaceFirst("");
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
