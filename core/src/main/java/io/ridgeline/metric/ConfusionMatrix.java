package io.ridgeline.metric;

/**
 * How often examples of each true class were given each predicted class; the predicted class is the
 * one with the highest probability, of equals the first.
 *
 * @param cells {@code cells[true][predicted]}
 */
public record ConfusionMatrix(long[][] cells) {
  /** The matrix of a resample. */
  public static ConfusionMatrix of(Scores scores, int[] counts) {
    long[][] cells = new long[scores.classes()][scores.classes()];
    for (int i = 0; i < scores.size(); i++) {
      cells[scores.label(i)][scores.predicted(i)] += counts[i];
    }
    return new ConfusionMatrix(cells);
  }

  /** The number of classes. */
  public int classes() {
    return cells.length;
  }

  /** Examples of class k given class k. */
  public long hits(int k) {
    return cells[k][k];
  }

  /** Examples of class k. */
  public long actual(int k) {
    long sum = 0;
    for (long cell : cells[k]) {
      sum += cell;
    }
    return sum;
  }

  /** Examples given class k. */
  public long predicted(int k) {
    long sum = 0;
    for (long[] row : cells) {
      sum += row[k];
    }
    return sum;
  }

  /** All examples. */
  public long total() {
    long sum = 0;
    for (int k = 0; k < cells.length; k++) {
      sum += actual(k);
    }
    return sum;
  }

  /** All examples given their own class. */
  public long correct() {
    long sum = 0;
    for (int k = 0; k < cells.length; k++) {
      sum += hits(k);
    }
    return sum;
  }
}
