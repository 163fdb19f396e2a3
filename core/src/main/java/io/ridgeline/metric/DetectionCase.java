package io.ridgeline.metric;

import io.ridgeline.data.LabelledBox;
import java.util.List;

/**
 * One image's objects and those that a model found in it.
 *
 * @param truth the objects; none if the image is a negative
 * @param found in any order; of equal scores the first counts as the surer
 */
public record DetectionCase(List<LabelledBox> truth, List<ScoredBox> found) {
  /** Copies the lists. */
  public DetectionCase {
    truth = List.copyOf(truth);
    found = List.copyOf(found);
  }
}
