package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a folder with the sub-folders {@code images} and {@code masks} (or {@code labels}; or
 * {@code imagesTr} and {@code labelsTr}), or with the masks beside their images.
 *
 * <p>A mask has its image's name, or that name with {@code _mask}, {@code _seg}, {@code _gt} or
 * {@code _label} and perhaps a number behind it; beside images it must have such an ending. Several
 * masks of one image are merged. An image may have the ending {@code _0000} of a first channel.
 * Above or below the two folders there may be one level of folders that say which kind of image it
 * is, and at the top {@code train}, {@code val} and {@code test}.
 */
final class MaskFolderSource {
  private static final Set<String> IMAGES = Set.of("images", "image", "imagestr");
  private static final Set<String> MASKS = Set.of("masks", "mask", "labels", "label", "labelstr");
  private static final String MASKS_MISSED = ": has no folders images and masks (or labels)";
  private static final String BOXES =
      ": has no boxes in a known form: Annotations and JPEGImages (Pascal VOC), a .json of COCO,"
          + " images and labels with a .txt an image (YOLO), or images and masks";
  private static final Pattern SUFFIX =
      Pattern.compile("(?i)[_-](mask|masks|seg|segmentation|gt|label|labels)([_-]?[0-9]+)?$");

  private static final String FIRST_CHANNEL = "_0000";

  private final Path source;
  private final Gathered gathered;
  private int pairs;

  private MaskFolderSource(Path source, DataSpec spec) {
    this.source = source;
    this.gathered = new Gathered(spec);
  }

  static Gathered gather(Path source, DataSpec spec) {
    MaskFolderSource reader = new MaskFolderSource(source, spec);
    reader.below(source, "", "");
    if (reader.pairs == 0) {
      throw new DataException(
          Shown.path(source)
              + (spec.task() == TaskKind.DETECTION ? BOXES : MASKS_MISSED)
              + "; it has: "
              + Shown.text(
                  String.join(
                      ", ", FolderSource.list(source).stream().map(FolderSource::name).toList()))
              + ". Masks may also lie beside their images: a.png, a_mask.png");
    }
    return reader.gathered;
  }

  private void below(Path folder, String part, String label) {
    Path images = FolderSource.child(folder, IMAGES);
    Path masks = FolderSource.child(folder, MASKS);
    if (images != null && masks != null) {
      pairs++;
      pair(images, files(images), masks, files(masks), part, label);
      return;
    }
    if (images != null) {
      gathered.problems.add(Shown.path(folder) + ": has images, but no folder masks or labels");
      pairs++;
      return;
    }
    Set<Path> beside = masksBeside(folder);
    if (!beside.isEmpty()) {
      pairs++;
      pair(
          folder,
          Map.of("", byStem(files(folder, f -> !beside.contains(f)))),
          folder,
          Map.of("", byStem(files(folder, beside::contains))),
          part,
          label);
    }
    for (Path inner : FolderSource.folders(folder)) {
      String official =
          part.isEmpty() && label.isEmpty() ? Parts.of(FolderSource.name(inner)) : null;
      if (official != null) {
        below(inner, official, label);
      } else if (label.isEmpty()) {
        below(inner, part, FolderSource.name(inner));
      }
    }
  }

  /** The files of a folder that are masks of another one of them. */
  private static Set<Path> masksBeside(Path folder) {
    List<Path> files = files(folder, f -> true);
    Set<String> stems = files.stream().map(FolderSource::stem).collect(Collectors.toSet());
    Set<Path> masks = new HashSet<>();
    for (Path file : files) {
      String bare = SUFFIX.matcher(FolderSource.stem(file)).replaceFirst("");
      if (!bare.equals(FolderSource.stem(file)) && stems.contains(bare)) {
        masks.add(file);
      }
    }
    return masks;
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) {
    return FolderSource.list(folder).stream()
        .filter(f -> !Files.isDirectory(f))
        .filter(wanted)
        .toList();
  }

  private static Map<String, List<Path>> byStem(List<Path> files) {
    return files.stream()
        .collect(Collectors.groupingBy(FolderSource::stem, TreeMap::new, Collectors.toList()));
  }

  /** Files by the name of the folder they lie in below {@code root}, then by stem. */
  private Map<String, Map<String, List<Path>>> files(Path root) {
    Map<String, Map<String, List<Path>>> files = new LinkedHashMap<>();
    for (Path file : FolderSource.list(root)) {
      if (!Files.isDirectory(file)) {
        put(files, "", file);
        continue;
      }
      for (Path inner : FolderSource.list(file)) {
        if (Files.isDirectory(inner)) {
          gathered.problems.add(Shown.path(inner) + ": a folder too deep");
        } else {
          put(files, FolderSource.name(file), inner);
        }
      }
    }
    return files;
  }

  private static void put(Map<String, Map<String, List<Path>>> files, String folder, Path file) {
    files
        .computeIfAbsent(folder, f -> new TreeMap<>())
        .computeIfAbsent(FolderSource.stem(file), s -> new ArrayList<>())
        .add(file);
  }

  private void pair(
      Path imagesRoot,
      Map<String, Map<String, List<Path>>> images,
      Path masksRoot,
      Map<String, Map<String, List<Path>>> masks,
      String part,
      String label) {
    if (images.size() > 1 && images.containsKey("")) {
      gathered.problems.add(
          Shown.path(imagesRoot) + ": has images beside folders of images; move them into folders");
    }
    Set<Path> unused = new TreeSet<>();
    masks.values().forEach(m -> m.values().forEach(unused::addAll));
    images.forEach(
        (folder, byStem) -> {
          Map<String, List<Path>> beside =
              masks.getOrDefault(folder, masks.getOrDefault("", Map.of()));
          Map<String, List<Path>> own = byImage(beside, byStem.keySet());
          byStem.forEach(
              (stem, files) -> {
                List<Path> found = own.getOrDefault(stem, List.of());
                if (!unused.containsAll(found)) {
                  gathered.problems.add(
                      Shown.path(found.get(0)) + ": this mask belongs to two images of one name");
                }
                unused.removeAll(found);
                example(files, found, masksRoot, part, label.isEmpty() ? folder : label);
              });
        });
    for (Path mask : unused) {
      gathered.problems.add(Shown.path(mask) + ": there is no image for this mask");
    }
  }

  /** The masks of each image: by its own name, else without a mask's or a channel's ending. */
  private static Map<String, List<Path>> byImage(
      Map<String, List<Path>> masks, Collection<String> images) {
    Map<String, List<Path>> own = new LinkedHashMap<>();
    masks.forEach(
        (stem, files) -> {
          String image = images.contains(stem) ? stem : SUFFIX.matcher(stem).replaceFirst("");
          image = images.contains(image) ? image : image + FIRST_CHANNEL;
          own.computeIfAbsent(image, i -> new ArrayList<>()).addAll(files);
        });
    return own;
  }

  private void example(
      List<Path> files, List<Path> masks, Path masksRoot, String part, String label) {
    Path file = files.get(0);
    String place = Shown.path(file);
    if (files.size() > 1) {
      gathered.problems.add(place + ": two images have this name; rename one");
      return;
    }
    if (masks.isEmpty()) {
      gathered.problems.add(
          place
              + ": there is no mask for it in "
              + Shown.path(masksRoot)
              + "; where there is nothing to find, a mask is all 0");
      return;
    }
    String id = source.relativize(file).toString().replace('\\', '/');
    gathered.image(
        file,
        masks,
        place,
        image -> new Gathered.Entry(id, id, image, label, part, Map.of(), place));
  }
}
