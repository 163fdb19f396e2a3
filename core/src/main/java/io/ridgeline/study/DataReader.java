package io.ridgeline.study;

import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Masks;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.data.Intensity;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Interpolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the data section of a study file. */
final class DataReader {
  static final List<String> TEXTS =
      List.of("source", "root", "image", "label", "group", "part", "mask", "split");
  static final List<String> KEYS = new ArrayList<>(TEXTS);

  static {
    KEYS.addAll(List.of("classes", "masks", "skipBad", "allowLeakage", "phantom"));
    KEYS.addAll(List.of("size", "patch", "spacing", "intensity"));
    KEYS.addAll(Section.names(Numbers.Data.class));
  }

  static final List<String> MASKS = List.of("binary", "labels", "instances");
  private static final Predicate<String> WHOLE =
      Pattern.compile("-?(0|[1-9][0-9]{0,8})").asMatchPredicate();
  static final int LARGEST_SIZE = 4096;

  static final double LARGEST_SPACING = 1000;
  static final List<String> INTENSITIES = List.of("stored", "image", "percentile");

  private final Path folder;
  private final TaskKind task;
  private final Problems problems;

  /** Paths in the file start from {@code folder}. */
  DataReader(Path folder, TaskKind task, Problems problems) {
    this.folder = folder;
    this.task = task;
    this.problems = problems;
  }

  DataSpec read(Node node) {
    Section data =
        Section.of("data", node, "{source: images.npz, split: official}", problems).known(KEYS);
    Numbers.Data numbers = data.numbers(Numbers.Data.class);
    if (numbers.channels() == 2) {
      problems.at(data.keyNode("channels"), "data.channels = 2 is not valid; give 1, 3 or 0");
    }
    if (data.has("source") == data.has("phantom")) {
      problems.at(
          data.keyNode("phantom"), "data needs either a source or a phantom (such as phantom: {})");
    }
    Columns names = Columns.DEFAULT;
    Map<String, String> classes = classes(data);
    return new DataSpec(
        data.place("source", folder),
        new Columns(
            data.text("image", names.image()),
            data.text("label", names.label()),
            data.text("group", names.group()),
            data.text("part", names.part()),
            data.text("mask", names.mask())),
        data.text("root", ""),
        classes,
        splitting(data, numbers),
        preparation(data, numbers),
        data.flag("skipBad"),
        data.flag("allowLeakage"),
        phantom(data),
        task,
        masks(data, classes));
  }

  /** What masks hold where the file does not say. */
  static Masks masks(Map<String, String> classes) {
    return classes.isEmpty() ? Masks.BINARY : Masks.LABELS;
  }

  /** What masks hold: classes by number where classes are named, else one foreground. */
  private Masks masks(Section data, Map<String, String> classes) {
    String otherwise = masks(classes).name().toLowerCase(Locale.ROOT);
    Masks masks = Masks.valueOf(data.word("masks", MASKS, otherwise).toUpperCase(Locale.ROOT));
    boolean segmentation = task == TaskKind.SEGMENTATION;
    boolean boxes = task == TaskKind.DETECTION;
    for (String key : List.of("patch", "mask", "masks")) {
      if (data.has(key) && !segmentation && !boxes) {
        problems.at(data.keyNode(key), "data." + key + " is for task: segmentation or detection");
      }
    }
    // Boxes that stand in files have classes by name.
    boolean masked = segmentation || (boxes && (data.has("mask") || data.has("masks")));
    if (!masked) {
      return masks;
    }
    Node at = data.keyNode("classes");
    if (masks == Masks.LABELS && !classes.keySet().stream().allMatch(WHOLE)) {
      problems.at(
          at,
          "the classes of masks are stored numbers, such as classes: {0: background, 1: lesion}");
    }
    if (masks != Masks.LABELS && !classes.isEmpty() && classes.size() != 2) {
      problems.at(
          at,
          "masks: "
              + masks.name().toLowerCase(Locale.ROOT)
              + " has two classes, such as classes: {0: background, 1: lesion}");
    }
    return masks;
  }

  private Preparation preparation(Section data, Numbers.Data numbers) {
    List<Integer> patch = lengths("patch", data.value("patch"));
    if (!patch.isEmpty() && data.has("size")) {
      problems.at(data.keyNode("patch"), "give either size or patch, not both");
      patch = List.of();
    }
    return new Preparation(
        lengths("size", data.value("size")),
        numbers.channels(),
        Preparation.Resize.valueOf(numbers.resize().toUpperCase(Locale.ROOT)),
        patch,
        spacing(data.value("spacing")),
        intensity(data.value("intensity")),
        Interpolation.valueOf(numbers.interpolation().toUpperCase(Locale.ROOT)));
  }

  private Map<String, String> classes(Section data) {
    Node node = data.value("classes");
    Map<String, String> classes = new LinkedHashMap<>();
    if (node != null) {
      Section section = Section.of("data.classes", node, "{0: benign, 1: malignant}", problems);
      for (String stored : section.entries().keySet()) {
        classes.put(stored, section.text(stored, stored));
      }
    }
    return Collections.unmodifiableMap(classes);
  }

  private Splitting splitting(Section data, Numbers.Data n) {
    Splitting.Kind kind = Splitting.Kind.HOLDOUT;
    if (data.has("folds")) {
      kind = Splitting.Kind.FOLDS;
      if (data.has("split")) {
        problems.at(data.keyNode("split"), "give either split or folds, not both");
      }
    } else if (data.has("split")) {
      String word = data.word("split", List.of("official", "holdout"), "holdout");
      kind = Splitting.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } else if (data.has("source")) {
      problems.at(
          data.keyNode("source"),
          "say how to split the data: split: official, split: holdout or folds: 5");
    }
    if (kind != Splitting.Kind.FOLDS && data.has("repeats")) {
      problems.at(data.keyNode("repeats"), "repeats needs folds, such as folds: 5");
    }
    if (kind != Splitting.Kind.HOLDOUT && data.has("test")) {
      problems.at(data.keyNode("test"), "test is a share of split: holdout only");
    }
    boolean folds = kind == Splitting.Kind.FOLDS;
    return new Splitting(
        kind, folds ? n.folds() : 1, folds ? n.repeats() : 1, n.validation(), n.test());
  }

  private List<Integer> lengths(String key, @Nullable Node node) {
    if (node == null) {
      return List.of();
    }
    List<Node> sides = node instanceof SequenceNode list ? list.getValue() : List.of(node, node);
    List<Integer> lengths = new ArrayList<>();
    try {
      for (Node side : sides) {
        long pixels = Scalars.whole(side);
        if (pixels >= 1 && pixels <= LARGEST_SIZE) {
          lengths.add((int) pixels);
        }
      }
    } catch (NumberFormatException e) {
      lengths.clear();
    }
    if (lengths.size() != sides.size() || lengths.size() < 2 || lengths.size() > 3) {
      problems.at(
          node,
          "data."
              + key
              + " = "
              + Scalars.raw(node)
              + " is not valid; give pixels such as 64, or [height, width] or [depth, height, width],"
              + " each in [1, "
              + LARGEST_SIZE
              + "]");
      return List.of();
    }
    return List.copyOf(lengths);
  }

  private List<Double> spacing(@Nullable Node node) {
    if (node == null) {
      return List.of();
    }
    List<Double> spacing = reals(node);
    boolean valid = spacing.stream().allMatch(mm -> mm > 0 && mm <= LARGEST_SPACING);
    if (!valid || spacing.size() < 2 || spacing.size() > 3) {
      problems.at(
          node,
          "data.spacing = "
              + Scalars.raw(node)
              + " is not valid; give millimetres as [z, y, x] or [y, x], each in (0, 1000]");
      return List.of();
    }
    return spacing;
  }

  private Intensity intensity(@Nullable Node node) {
    if (node == null) {
      return Intensity.STORED;
    }
    List<Double> ends = reals(node);
    if (ends.size() == 2 && ends.get(0) < ends.get(1)) {
      return Intensity.window(ends.get(0), ends.get(1));
    }
    if (!INTENSITIES.contains(Scalars.raw(node))) {
      problems.at(
          node,
          "data.intensity = "
              + Scalars.raw(node)
              + " is not valid; give one of "
              + String.join(", ", INTENSITIES)
              + ", or a window [low, high]");
      return Intensity.STORED;
    }
    return Intensity.of(Scalars.raw(node));
  }

  /** The numbers of a list; none if it is not a list of numbers. */
  private static List<Double> reals(Node node) {
    List<Double> numbers = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      try {
        for (Node item : list.getValue()) {
          numbers.add((Double) Scalars.value(item, Parameter.Type.REAL));
        }
      } catch (NumberFormatException e) {
        return List.of();
      }
    }
    return numbers;
  }

  private Phantom phantom(Section data) {
    Node node = data.value("phantom");
    Section section =
        node == null
            ? Section.of("data.phantom", data.keyNode("phantom"), List.of(), problems)
            : Section.of("data.phantom", node, "{patients: 300}", problems)
                .known(Section.names(Numbers.Phantom.class));
    Numbers.Phantom n = section.numbers(Numbers.Phantom.class);
    return new Phantom(n.patients(), n.size(), n.difficulty(), n.seed());
  }
}
