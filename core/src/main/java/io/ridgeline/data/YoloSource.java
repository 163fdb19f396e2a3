package io.ridgeline.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a folder of YOLO: {@code images}, and {@code labels} with a text file of the same name an
 * image. Each line is a box: number of the class, centre x, centre y, width, height, in shares of
 * the image.
 *
 * <p>An image without such a file, or with an empty one, has no boxes. {@code train}, {@code val}
 * and {@code test} may stand above the two folders or in both of them. Names of the classes are
 * looked for in {@code data.yaml}, {@code obj.names} or {@code classes.txt}.
 */
final class YoloSource {
  private static final Set<String> IMAGES = Set.of("images", "image");
  private static final Set<String> LABELS = Set.of("labels", "label");
  private static final List<String> NAMES =
      List.of("data.yaml", "data.yml", "dataset.yaml", "obj.names", "classes.txt");
  private static final List<String> EDGES =
      List.of("the centre's x", "the centre's y", "the width", "the height");

  /** Far more than a share can be: the numbers are pixels. */
  private static final double NO_SHARE = 2;

  private record Pair(Path images, Path labels, String part) {}

  private record Name(Path file, Categories categories) {}

  private final Path source;
  private final DataSpec spec;
  private final Gathered gathered;
  private final Name names;

  private YoloSource(Path source, DataSpec spec, Name names) {
    this.source = source;
    this.spec = spec;
    this.gathered = Gathered.boxes(spec);
    this.names = names;
  }

  /** Whether a folder is of this kind. */
  static boolean fits(Path source) {
    return pairs(source).stream()
        .flatMap(pair -> texts(pair.labels()).values().stream())
        .anyMatch(files -> !files.isEmpty());
  }

  static Gathered gather(Path source, DataSpec spec) {
    List<Pair> pairs = pairs(source);
    YoloSource reader = new YoloSource(source, spec, names(source, pairs));
    reader.gathered.order(reader.names.categories().inOrder());
    pairs.forEach(reader::pair);
    return reader.gathered;
  }

  private static List<Pair> pairs(Path source) {
    List<Pair> pairs = new ArrayList<>();
    addPair(source, "", pairs);
    for (Path folder : FolderSource.folders(source)) {
      String part = Parts.of(FolderSource.name(folder));
      if (part != null) {
        addPair(folder, part, pairs);
      }
    }
    return pairs;
  }

  private static void addPair(Path folder, String part, List<Pair> pairs) {
    Path images = FolderSource.child(folder, IMAGES);
    Path labels = FolderSource.child(folder, LABELS);
    if (images != null && labels != null) {
      pairs.add(new Pair(images, labels, part));
    }
  }

  /** Text files by the name of the folder they lie in below {@code labels}, then by stem. */
  private static Map<String, Map<String, Path>> texts(Path labels) {
    Map<String, Map<String, Path>> texts = new LinkedHashMap<>();
    for (Path file : FolderSource.list(labels)) {
      boolean folder = Files.isDirectory(file);
      for (Path text : folder ? FolderSource.list(file) : List.of(file)) {
        String name = FolderSource.name(text).toLowerCase(Locale.ROOT);
        if (name.endsWith(".txt") && !NAMES.contains(name)) {
          texts
              .computeIfAbsent(folder ? FolderSource.name(file) : "", f -> new TreeMap<>())
              .put(FolderSource.stem(text), text);
        }
      }
    }
    return texts;
  }

  private static Name names(Path source, List<Pair> pairs) {
    List<Path> folders = new ArrayList<>(List.of(source));
    pairs.forEach(pair -> folders.add(pair.labels()));
    for (Path folder : folders) {
      for (String name : NAMES) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          List<String> names = name.endsWith("ml") ? yaml(file) : TextFile.lines(file);
          if (names.isEmpty()) {
            continue;
          }
          Map<String, String> byNumber = new LinkedHashMap<>();
          for (int i = 0; i < names.size(); i++) {
            byNumber.put(Integer.toString(i), names.get(i));
          }
          return new Name(file, new Categories(byNumber));
        }
      }
    }
    return new Name(source, new Categories(Map.of()));
  }

  /** The names of a list, or of a map from 0 upwards. */
  private static List<String> yaml(Path file) {
    JsonNode names;
    try {
      names = new YAMLMapper().readTree(ImageReader.bytes(file)).path("names");
    } catch (JsonProcessingException e) {
      throw new DataException(
          Shown.path(file)
              + ": "
              + CocoFile.at(e.getLocation())
              + "is no valid YAML: "
              + Shown.text(e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new DataException(Shown.path(file) + ": cannot be read: " + Shown.reason(e), e);
    }
    List<String> list = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode name = names.isObject() ? names.path(Integer.toString(i)) : names.path(i);
      if (!name.isValueNode()) {
        throw new DataException(
            Shown.path(file) + ": names gives no name to class " + i + "; number them from 0");
      }
      list.add(name.asText());
    }
    return list;
  }

  private void pair(Pair pair) {
    Map<String, Map<String, Path>> texts = texts(pair.labels());
    Set<Path> unused = new TreeSet<>();
    texts.values().forEach(byStem -> unused.addAll(byStem.values()));
    List<Path> beside = new ArrayList<>();
    for (Path file : FolderSource.list(pair.images())) {
      if (Files.isDirectory(file)) {
        String inner = FolderSource.name(file);
        String part = pair.part().isEmpty() ? Parts.of(inner) : pair.part();
        Map<String, Path> own = texts.getOrDefault(inner, texts.getOrDefault("", Map.of()));
        images(FolderSource.list(file), own, part == null ? "" : part, unused);
      } else {
        beside.add(file);
      }
    }
    images(beside, texts.getOrDefault("", Map.of()), pair.part(), unused);
    for (Path text : unused) {
      gathered.bad(Shown.path(text) + ": there is no image for these boxes");
    }
  }

  private void images(List<Path> files, Map<String, Path> texts, String part, Set<Path> unused) {
    Set<String> stems = new TreeSet<>();
    for (Path file : files) {
      String place = Shown.path(file);
      Path text = texts.get(FolderSource.stem(file));
      if (!stems.add(FolderSource.stem(file))) {
        gathered.problems.add(place + ": two images have this name; rename one");
        continue;
      }
      if (Files.isDirectory(file)) {
        gathered.problems.add(place + ": a folder too deep");
        continue;
      }
      List<StoredBox> shares = new ArrayList<>();
      if (text != null) {
        if (!unused.remove(text)) {
          gathered.problems.add(
              Shown.path(text) + ": these boxes belong to two images of one name");
        }
        try {
          shares.addAll(boxes(text));
        } catch (DataException e) {
          gathered.bad(String.valueOf(e.getMessage()));
          continue;
        }
      }
      String id = source.relativize(file).toString().replace('\\', '/');
      gathered.image(
          file,
          List.of(),
          place,
          image ->
              new Gathered.Entry(id, id, image, "", part, Map.of(), place)
                  .with(shares.stream().map(box -> inPixels(box, image)).toList()));
    }
  }

  /** The boxes of a text file, with edges in shares of the image. */
  private List<StoredBox> boxes(Path text) {
    List<StoredBox> boxes = new ArrayList<>();
    List<String> lines = TextFile.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        String place = Shown.path(text) + ": line " + (i + 1);
        try {
          boxes.add(box(lines.get(i).split("\\s+", -1), place));
        } catch (DataException e) {
          gathered.bad(String.valueOf(e.getMessage()));
        }
      }
    }
    return boxes;
  }

  private StoredBox box(String[] words, String place) {
    if (words.length != 1 + EDGES.size()) {
      throw new DataException(
          place
              + ": has "
              + words.length
              + " numbers; a box has five: class, centre x, centre y, width, height");
    }
    double[] at = new double[EDGES.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = StoredBox.number(EDGES.get(i), words[i + 1], place);
      if (Math.abs(at[i]) > NO_SHARE) {
        throw new DataException(
            place
                + ": "
                + EDGES.get(i)
                + " is "
                + Shown.text(words[i + 1])
                + "; numbers are shares of the image, 0 to 1, not pixels");
      }
    }
    return new StoredBox(
        label(words[0], place),
        at[0] - at[2] / 2,
        at[1] - at[3] / 2,
        at[0] + at[2] / 2,
        at[1] + at[3] / 2,
        place);
  }

  private String label(String word, String place) {
    if (!word.matches("0|[1-9][0-9]{0,8}")) {
      throw new DataException(
          place + ": the class is '" + Shown.text(word) + "'; classes are numbers from 0");
    }
    Map<String, String> known = names.categories().names();
    if (!known.isEmpty() && !known.containsKey(word) && !spec.classes().containsKey(word)) {
      gathered.problems.add(
          place
              + ": there is no class "
              + word
              + "; "
              + Shown.path(names.file())
              + " names "
              + known.size()
              + ", from 0");
    }
    return names.categories().stored(word, spec.classes());
  }

  private static StoredBox inPixels(StoredBox box, Image image) {
    return new StoredBox(
        box.label(),
        box.left() * image.width(),
        box.top() * image.height(),
        box.right() * image.width(),
        box.bottom() * image.height(),
        box.place());
  }
}
