package io.ridgeline.study;

import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Splitting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the data section of a study file. */
final class DataReader {
  static final List<String> TEXTS =
      List.of("source", "root", "image", "label", "group", "part", "split");
  static final List<String> KEYS = new ArrayList<>(TEXTS);

  static {
    KEYS.addAll(List.of("classes", "size", "skipBad", "allowLeakage", "phantom"));
    KEYS.addAll(Section.names(Numbers.Data.class));
  }

  static final int LARGEST_SIZE = 4096;

  private final Path folder;
  private final Problems problems;

  /** Paths in the file start from {@code folder}. */
  DataReader(Path folder, Problems problems) {
    this.folder = folder;
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
    return new DataSpec(
        data.place("source", folder),
        new Columns(
            data.text("image", names.image()),
            data.text("label", names.label()),
            data.text("group", names.group()),
            data.text("part", names.part())),
        data.text("root", ""),
        classes(data),
        splitting(data, numbers),
        new Preparation(
            size(data.value("size")),
            numbers.channels(),
            Preparation.Resize.valueOf(numbers.resize().toUpperCase(Locale.ROOT))),
        data.flag("skipBad"),
        data.flag("allowLeakage"),
        phantom(data));
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

  private List<Integer> size(@Nullable Node node) {
    if (node == null) {
      return List.of();
    }
    List<Node> sides = node instanceof SequenceNode list ? list.getValue() : List.of(node, node);
    List<Integer> size = new ArrayList<>();
    try {
      for (Node side : sides) {
        long pixels = Scalars.whole(side);
        if (pixels >= 1 && pixels <= LARGEST_SIZE) {
          size.add((int) pixels);
        }
      }
    } catch (NumberFormatException e) {
      size.clear();
    }
    if (sides.size() != 2 || size.size() != 2) {
      problems.at(
          node,
          "data.size = "
              + Scalars.raw(node)
              + " is not valid; give pixels such as 64, or [height, width], each in [1, "
              + LARGEST_SIZE
              + "]");
      return List.of();
    }
    return List.copyOf(size);
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
