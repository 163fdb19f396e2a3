package io.ridgeline.train;

import io.ridgeline.data.Prepared;

/**
 * Some examples of a data set: its training, validation or test part.
 *
 * @param prepared the whole data set
 * @param examples indexes into its cohort
 */
public record Subset(Prepared prepared, int[] examples) {
  /** The number of examples. */
  public int size() {
    return examples.length;
  }
}
