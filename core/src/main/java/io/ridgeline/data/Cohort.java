package io.ridgeline.data;

import java.util.List;

/**
 * A data set as loaded: examples in source order.
 *
 * @param name of the source, for reports
 * @param classes class names in label order; for two classes the second is the positive one
 * @param examples in source order
 * @param simulated whether the images are simulated
 * @param left what was left out and why, one line each
 */
public record Cohort(
    String name,
    List<String> classes,
    List<Example> examples,
    boolean simulated,
    List<String> left) {
  /** Copies the lists. */
  public Cohort {
    classes = List.copyOf(classes);
    examples = List.copyOf(examples);
    left = List.copyOf(left);
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
    throw new IllegalStateException("no class label: " + target);
  }
}
