package io.ridgeline.metric;

import java.util.Arrays;

/**
 * Which detection found which object, in one image and of one class; detections come by falling
 * score and every object is found at most once.
 *
 * <p>Where a detection overlaps two objects enough and the better one is taken, Pascal VOC calls it
 * false, COCO gives it the other.
 */
final class BoxMatching {
  /** The detection found nothing. */
  static final int NONE = -1;

  private BoxMatching() {}

  /**
   * The rule of Pascal VOC since 2010 (Everingham et al. 2010, Int. J. Comput. Vis. 88): a
   * detection stands for the object that it overlaps most, the first of equals, and is false if
   * that one is found already or the overlap is below the threshold.
   *
   * @param overlaps {@code [detection][object]}, intersection over union
   * @return by detection, the object, or {@link #NONE}
   */
  static int[] voc(double[][] overlaps, double threshold) {
    int[] found = new int[overlaps.length];
    Arrays.fill(found, NONE);
    boolean[] taken = new boolean[overlaps.length == 0 ? 0 : overlaps[0].length];
    for (int d = 0; d < found.length; d++) {
      int best = NONE;
      for (int t = 0; t < taken.length; t++) {
        if (best == NONE || overlaps[d][t] > overlaps[d][best]) {
          best = t;
        }
      }
      if (best != NONE && overlaps[d][best] >= threshold && !taken[best]) {
        taken[best] = true;
        found[d] = best;
      }
    }
    return found;
  }

  /**
   * The rule of COCO (Lin et al. 2014, ECCV) as pycocotools has it: a detection takes the object
   * that it overlaps most of those that are left, the last of equals; ignored ones only if no other
   * overlaps it enough.
   *
   * @param overlaps {@code [detection][object]}, intersection over union
   * @param ignored the objects whose size does not count
   * @return by detection, the object, or {@link #NONE}
   */
  static int[] coco(double[][] overlaps, boolean[] ignored, double threshold) {
    int[] found = new int[overlaps.length];
    boolean[] taken = new boolean[ignored.length];
    for (int d = 0; d < found.length; d++) {
      int best = best(overlaps[d], threshold, taken, ignored, false);
      if (best == NONE) {
        best = best(overlaps[d], threshold, taken, ignored, true);
      }
      if (best != NONE) {
        taken[best] = true;
      }
      found[d] = best;
    }
    return found;
  }

  private static int best(
      double[] overlaps, double threshold, boolean[] taken, boolean[] ignored, boolean among) {
    double least = threshold;
    int best = NONE;
    for (int t = 0; t < taken.length; t++) {
      if (!taken[t] && ignored[t] == among && overlaps[t] >= least) {
        least = overlaps[t];
        best = t;
      }
    }
    return best;
  }
}
