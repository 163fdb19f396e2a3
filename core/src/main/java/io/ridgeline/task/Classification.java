package io.ridgeline.task;

import io.ridgeline.engine.Tensor;

/**
 * One class an image.
 *
 * @param classes K
 */
public record Classification(int classes) {
  /**
   * Labels as class probabilities.
   *
   * @param labels class indexes
   * @return one-hot rows {@code [N, K]}
   */
  public Tensor encode(int[] labels) {
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + labels[i]] = 1;
    }
    return Tensor.of(rows, labels.length, classes);
  }

  /** How many of the labels name each class. */
  public long[] count(int[] labels) {
    long[] counts = new long[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
