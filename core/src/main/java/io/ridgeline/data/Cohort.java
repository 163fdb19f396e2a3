package io.ridgeline.data;

import java.util.List;

/**
 * A data set as loaded: examples in source order.
 *
 * @param name of the source, for reports
 * @param classes class names in label order; for two classes the second is the positive one. Of
 *     masks, the first is the background; of boxes, there is none
 * @param strata the kinds of images that every part of a split gets its share of: the classes, or
 *     what a data set of masks or boxes says of each image as a whole
 * @param examples in source order
 * @param simulated whether the images are simulated
 * @param left what was left out and why, one line each
 */
public record Cohort(
    String name,
    List<String> classes,
    List<String> strata,
    List<Example> examples,
    boolean simulated,
    List<String> left) {
  /** Copies the lists. */
  public Cohort {
    classes = List.copyOf(classes);
    strata = List.copyOf(strata);
    examples = List.copyOf(examples);
    left = List.copyOf(left);
  }

  /** One class an image; each class is a stratum. */
  public Cohort(
      String name,
      List<String> classes,
      List<Example> examples,
      boolean simulated,
      List<String> left) {
    this(name, classes, classes, examples, simulated, left);
  }

  /** Whether the targets are masks. */
  public boolean masked() {
    return !examples.isEmpty() && examples.get(0).target() instanceof Mask;
  }

  /** Whether the targets are boxes. */
  public boolean boxed() {
    return !examples.isEmpty() && examples.get(0).target() instanceof Boxes;
  }

  /** The number of examples. */
  public int size() {
    return examples.size();
  }

  /** The class of example {@code i}. */
  public int label(int i) {
    Target target = examples.get(i).target();
    if (target instanceof ClassLabel label) {
      return label.index();
    }
    throw new IllegalStateException("no class label: example " + i);
  }

  /** The stratum of example {@code i}. */
  public int stratum(int i) {
    Target target = examples.get(i).target();
    if (target instanceof Boxes boxes) {
      return boxes.stratum();
    }
    return target instanceof Mask mask ? mask.stratum() : label(i);
  }
}
