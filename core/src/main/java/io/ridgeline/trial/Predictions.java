package io.ridgeline.trial;

/**
 * What a model said of the examples of one part.
 *
 * @param examples indexes into the cohort
 * @param labels the true class of each
 * @param probabilities one row an example, one column a class, rows summing to 1
 */
public record Predictions(int[] examples, int[] labels, double[][] probabilities) {
  /** The number of examples. */
  public int size() {
    return labels.length;
  }
}
