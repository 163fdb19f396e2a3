package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Masks;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Data specs and cohorts for tests. */
final class Specs {
  static final Preparation AS_STORED = new Preparation(List.of(), 0, Preparation.Resize.STRETCH);

  private Specs() {}

  static DataSpec of(Path source) {
    return of(source, Columns.DEFAULT, "", Map.of(), false);
  }

  static DataSpec of(
      Path source, Columns columns, String root, Map<String, String> classes, boolean skipBad) {
    return new DataSpec(
        source,
        columns,
        root,
        classes,
        splitting(Splitting.Kind.OFFICIAL, 5, 1),
        AS_STORED,
        skipBad,
        false,
        new Phantom(10, 16, 0.5, 1));
  }

  static DataSpec masked(
      Path source, Columns columns, String root, Map<String, String> classes, Masks masks) {
    return new DataSpec(
        source,
        columns,
        root,
        classes,
        splitting(Splitting.Kind.HOLDOUT, 5, 1),
        AS_STORED,
        false,
        false,
        new Phantom(10, 16, 0.5, 1),
        TaskKind.SEGMENTATION,
        masks);
  }

  static DataSpec boxed(Path source, Map<String, String> classes, boolean skipBad) {
    return boxed(source, "", classes, Masks.BINARY, skipBad);
  }

  static DataSpec boxed(
      Path source, String root, Map<String, String> classes, Masks masks, boolean skipBad) {
    return new DataSpec(
        source,
        Columns.DEFAULT,
        root,
        classes,
        splitting(Splitting.Kind.HOLDOUT, 5, 1),
        AS_STORED,
        skipBad,
        false,
        new Phantom(10, 16, 0.5, 1),
        TaskKind.DETECTION,
        masks);
  }

  static Splitting splitting(Splitting.Kind kind, int folds, int repeats) {
    return new Splitting(kind, folds, repeats, 0.2, 0.2);
  }

  /** Images of one pixel, all different unless said otherwise: an example is {label, group}. */
  static Cohort cohort(int[][] examples) {
    List<Example> list = new ArrayList<>();
    for (int i = 0; i < examples.length; i++) {
      list.add(example("image" + i, "group" + examples[i][1], i, examples[i][0], ""));
    }
    int classes = IntStream.of(labels(examples)).max().orElse(0) + 1;
    return cohort(classes, list);
  }

  static Cohort cohort(int classes, List<Example> examples) {
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class" + c).toList();
    return new Cohort("made", names, examples, false, List.of());
  }

  static Example example(String id, String group, int value, int label, String part) {
    Image image = new Image(1, 1, 1, 65_535, new float[] {value});
    return new Example(id, group, image, new ClassLabel(label), part, Map.of());
  }

  private static int[] labels(int[][] examples) {
    return IntStream.range(0, examples.length).map(i -> examples[i][0]).toArray();
  }

  /**
   * A flat image of one row with a mask, of the stratum given; grey levels are the mask's classes.
   */
  static Example masked(String id, int stratum, int... labels) {
    byte[] classes = new byte[labels.length];
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
      values[i] = labels[i];
    }
    Image image = new Image(1, 1, labels.length, 255, values);
    return new Example(id, id, image, new Mask(classes, stratum), "", Map.of());
  }

  /** Masks of background, liver and tumour; the strata are sick and well. */
  static Cohort masks(Example... examples) {
    List<String> classes = List.of("background", "liver", "tumour");
    List<String> strata = List.of("sick", "well");
    return new Cohort("made", classes, strata, List.of(examples), false, List.of());
  }

  /** An image of 100 by 100 pixels with boxes. */
  static Example boxed(String id, int stratum, LabelledBox... objects) {
    Image image = new Image(1, 100, 100, 255, new float[100 * 100]);
    return new Example(id, id, image, new Boxes(List.of(objects), stratum), "", Map.of());
  }

  static LabelledBox box(double left, double top, double right, double bottom, int label) {
    return new LabelledBox(new Box(left, top, right, bottom), label);
  }
}
