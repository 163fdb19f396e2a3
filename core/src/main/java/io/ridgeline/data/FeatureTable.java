package io.ridgeline.data;

import java.util.List;
import java.util.Map;

/**
 * A table of numbers: one row an examination, with its targets, its patient and its features.
 *
 * @param features names of the columns of numbers; a column of words became one of 0 and 1 for each
 *     word, named {@code column=word}
 * @param values by feature, then by row; NaN is missing
 * @param groups the patient of each row; the row itself if none is known
 * @param targets the cells of each target column, by its name; an empty one is missing
 * @param remarks what was left out or recoded and why, one line each
 */
public record FeatureTable(
    List<String> features,
    double[][] values,
    List<String> groups,
    Map<String, List<String>> targets,
    List<String> remarks) {
  /** Copies the lists. */
  public FeatureTable {
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    remarks = List.copyOf(remarks);
  }

  /** The number of rows. */
  public int rows() {
    return groups.size();
  }

  /** The number of missing values of a feature. */
  public int missing(int feature) {
    int missing = 0;
    for (double value : values[feature]) {
      missing += Double.isNaN(value) ? 1 : 0;
    }
    return missing;
  }
}
