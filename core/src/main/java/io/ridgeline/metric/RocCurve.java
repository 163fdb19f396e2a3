package io.ridgeline.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The empirical receiver operating characteristic of one class against the rest: what is called
 * positive as the threshold falls past each distinct score.
 *
 * <p>Point 0 is the threshold +∞ at which nothing is positive; at point i ≥ 1 every example with a
 * score ≥ {@code thresholds[i]} is. Nothing is interpolated and no point is dropped.
 *
 * @param thresholds falling
 * @param truePositives examples of the class at or above each threshold
 * @param falsePositives other examples at or above each threshold
 */
public record RocCurve(double[] thresholds, long[] truePositives, long[] falsePositives) {
  /** The curve of class k on a resample. */
  public static RocCurve of(Scores scores, int k, int[] counts) {
    Ranking ranking = scores.ranking(k);
    int[] order = ranking.order();
    int steps = ranking.ends().length;
    double[] thresholds = new double[steps + 1];
    long[] positives = new long[steps + 1];
    long[] negatives = new long[steps + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    int points = 1;
    long positive = 0;
    long negative = 0;
    int i = 0;
    for (int end : ranking.ends()) {
      for (; i < end; i++) {
        if (scores.label(order[i]) == k) {
          positive += counts[order[i]];
        } else {
          negative += counts[order[i]];
        }
      }
      if (positive + negative > positives[points - 1] + negatives[points - 1]) {
        thresholds[points] = ranking.scores()[end - 1];
        positives[points] = positive;
        negatives[points++] = negative;
      }
    }
    return points > steps
        ? new RocCurve(thresholds, positives, negatives)
        : new RocCurve(
            Arrays.copyOf(thresholds, points),
            Arrays.copyOf(positives, points),
            Arrays.copyOf(negatives, points));
  }

  /** The number of points. */
  public int size() {
    return thresholds.length;
  }

  /** Examples of the class. */
  public long positives() {
    return truePositives[size() - 1];
  }

  /** Examples of the other classes. */
  public long negatives() {
    return falsePositives[size() - 1];
  }

  /** The share of the class found at point i. */
  public double sensitivity(int i) {
    return (double) truePositives[i] / positives();
  }

  /** The share of the others left alone at point i. */
  public double specificity(int i) {
    return (double) (negatives() - falsePositives[i]) / negatives();
  }

  /**
   * A number read off the curve of class 1, or for more than two classes its unweighted mean over
   * every class against the rest; NaN if one of them is.
   */
  static double mean(Scores scores, int[] counts, ToDoubleFunction<RocCurve> number) {
    if (!scores.finite()) {
      return Double.NaN;
    }
    if (scores.classes() == 2) {
      return number.applyAsDouble(of(scores, 1, counts));
    }
    double sum = 0;
    for (int k = 0; k < scores.classes(); k++) {
      sum += number.applyAsDouble(of(scores, k, counts));
    }
    return sum / scores.classes();
  }
}
