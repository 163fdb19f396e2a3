package io.ridgeline.metric;

import java.util.Arrays;
import java.util.List;

/**
 * The measures of one case, class by class.
 *
 * <p>A class is looked at only within the box that holds it in either mask, so that a small organ
 * in a large volume costs as little as it should.
 */
public final class CaseMeasures {
  private final SegmentationCase masks;
  private final Grid grid;

  /**
   * By class and axis, the first and the last voxel in either mask; first > last if it is absent.
   */
  private final int[][] first;

  private final int[][] last;

  private CaseMeasures(SegmentationCase masks, int classes) {
    this.masks = masks;
    this.grid = masks.grid();
    first = new int[classes][3];
    last = new int[classes][3];
    for (int k = 0; k < classes; k++) {
      Arrays.fill(first[k], Integer.MAX_VALUE);
      Arrays.fill(last[k], -1);
    }
    int i = 0;
    for (int z = 0; z < grid.depth(); z++) {
      for (int y = 0; y < grid.height(); y++) {
        for (int x = 0; x < grid.width(); x++, i++) {
          if (masks.truth()[i] != 0 || masks.predicted()[i] != 0) {
            extend(masks.truth()[i], z, y, x);
            extend(masks.predicted()[i], z, y, x);
          }
        }
      }
    }
  }

  /**
   * Every metric of {@link SegmentationMetrics#ALL} on every foreground class.
   *
   * @param classes K, with the background
   * @return {@code [class − 1][metric]}, K − 1 rows
   * @throws IllegalArgumentException if a mask holds a class that is not below K
   */
  public static double[][] of(SegmentationCase masks, int classes) {
    return of(masks, classes, SegmentationMetrics.ALL);
  }

  /** The same for some metrics; what no metric asks for is not computed. */
  public static double[][] of(
      SegmentationCase masks, int classes, List<SegmentationMetric> metrics) {
    CaseMeasures measures = new CaseMeasures(masks, classes);
    double[][] values = new double[classes - 1][];
    for (int k = 1; k < classes; k++) {
      MaskPair pair = measures.pair(k);
      values[k - 1] = metrics.stream().mapToDouble(metric -> metric.of(pair)).toArray();
    }
    return values;
  }

  private void extend(byte label, int z, int y, int x) {
    int k = Byte.toUnsignedInt(label);
    if (k >= first.length) {
      throw new IllegalArgumentException(
          "class " + k + " at " + z + ", " + y + ", " + x + " is not one of " + first.length);
    }
    int[] low = first[k];
    int[] high = last[k];
    low[0] = Math.min(low[0], z);
    low[1] = Math.min(low[1], y);
    low[2] = Math.min(low[2], x);
    high[0] = Math.max(high[0], z);
    high[1] = Math.max(high[1], y);
    high[2] = Math.max(high[2], x);
  }

  /** The masks of one class within its box. */
  private MaskPair pair(int k) {
    int[] start = new int[3];
    int[] length = {1, 1, 1};
    for (int axis = 0; axis < 3 && last[k][0] >= 0; axis++) {
      // With one voxel of background around it where there is one: an axis must not become one of
      // length one, along which nothing has an edge.
      start[axis] = Math.max(first[k][axis] - 1, 0);
      length[axis] = Math.min(last[k][axis] + 2, grid.length(axis)) - start[axis];
    }
    Grid box = new Grid(length[0], length[1], length[2], grid.spacing());
    boolean[] truth = new boolean[box.size()];
    boolean[] predicted = new boolean[box.size()];
    int i = 0;
    for (int z = 0; z < box.depth(); z++) {
      for (int y = 0; y < box.height(); y++) {
        int row = ((start[0] + z) * grid.height() + start[1] + y) * grid.width() + start[2];
        for (int x = 0; x < box.width(); x++, i++) {
          truth[i] = Byte.toUnsignedInt(masks.truth()[row + x]) == k;
          predicted[i] = Byte.toUnsignedInt(masks.predicted()[row + x]) == k;
        }
      }
    }
    return new MaskPair(truth, predicted, box);
  }
}
