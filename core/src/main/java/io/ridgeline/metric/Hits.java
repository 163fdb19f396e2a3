package io.ridgeline.metric;

/**
 * What is found as the threshold falls past the score of each detection that finds an object.
 *
 * <p>Recall rises only there, and precision is highest there, so that every number below is read
 * off these steps. Each is NaN if there is no object.
 *
 * @param truths the number of objects
 * @param found objects found up to each step, rising
 * @param falsePositives false detections up to each step
 */
record Hits(long truths, long[] found, long[] falsePositives) {
  private static final int RECALLS = 101;

  /**
   * Average precision as the area under the precision-recall curve, Σ (Rᵢ − Rᵢ₋₁)·maxⱼ≥ᵢ Pⱼ:
   * interpolated at all points, as Pascal VOC has it since 2010.
   */
  double area() {
    double sum = 0;
    double best = 0;
    for (int i = found.length - 1; i >= 0; i--) {
      best = Math.max(best, precision(i));
      sum += (found[i] - (i == 0 ? 0 : found[i - 1])) * best;
    }
    return sum / truths;
  }

  /**
   * Average precision as COCO has it: the mean over the recalls 0, 0.01 ... 1 of the highest
   * precision that is reached with at least that recall, 0 where it is never reached.
   */
  double atRecalls() {
    if (truths == 0) {
      return Double.NaN;
    }
    double sum = 0;
    double best = 0;
    int r = RECALLS - 1;
    for (int i = found.length - 1; i >= 0; i--) {
      best = Math.max(best, precision(i));
      double reached = (double) found[i] / truths;
      double before = i == 0 ? -1 : (double) found[i - 1] / truths;
      // The recalls are rounded as numpy rounds them: 0.01 times a whole number.
      for (; r >= 0 && r * 0.01 > before; r--) {
        sum += r * 0.01 > reached ? 0 : best;
      }
    }
    return sum / RECALLS;
  }

  /** The share of objects that are found at all. */
  double recall() {
    return found.length == 0 ? 0.0 / truths : (double) found[found.length - 1] / truths;
  }

  /** The highest share of objects that is found with at most so many false detections. */
  double sensitivity(double most) {
    int i = found.length - 1;
    while (i >= 0 && falsePositives[i] > most) {
      i--;
    }
    return i < 0 ? 0.0 / truths : (double) found[i] / truths;
  }

  private double precision(int i) {
    return (double) found[i] / (found[i] + falsePositives[i]);
  }
}
