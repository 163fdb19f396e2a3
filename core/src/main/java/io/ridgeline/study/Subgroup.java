package io.ridgeline.study;

import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import java.util.List;
import java.util.Map;

/**
 * How every arm does on the test images of which a column of the manifest says the same.
 *
 * @param column its name
 * @param value what it says: a word, or a range of numbers; {@code not given} where it is empty
 * @param images test images, over all splits
 * @param strata of them, by class (of masks and boxes: by kind of image)
 * @param arms in the order of the study file
 */
public record Subgroup(
    String column, String value, int images, Map<String, Integer> strata, List<OfArm> arms) {
  /** Fewer images of a class tell little. */
  public static final int FEW = 10;

  /** Copies the list. */
  public Subgroup {
    arms = List.copyOf(arms);
  }

  /**
   * One arm in the subgroup.
   *
   * @param arm its name
   * @param metric the deciding metric, with its 95 % interval
   * @param difference to the baseline; NaN for the baseline itself
   */
  public record OfArm(String arm, Interval metric, PairedComparison difference) {}

  /** Whether some class has fewer than ten images here. */
  public boolean small() {
    return strata.values().stream().anyMatch(n -> n < FEW);
  }
}
