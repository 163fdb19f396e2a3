package io.ridgeline.data;

import java.util.List;

/**
 * What the columns of a table of numbers are for.
 *
 * @param targets what is to be predicted, each by itself; never a feature
 * @param group of the patient; empty if each row is one of its own
 * @param ignored neither feature nor target, such as an identifier
 * @param features the only columns to use; empty for all that are nothing else
 * @param header whether the first line names the columns
 * @param names of the columns where there is no header; empty for their places, from 1
 */
public record FeatureColumns(
    List<String> targets,
    String group,
    List<String> ignored,
    List<String> features,
    boolean header,
    List<String> names) {
  /** Copies the lists. */
  public FeatureColumns {
    targets = List.copyOf(targets);
    ignored = List.copyOf(ignored);
    features = List.copyOf(features);
    names = List.copyOf(names);
  }
}
