package io.ridgeline.metric;

import java.util.Arrays;

/**
 * Class-conditional (Mondrian) split conformal prediction: sets of classes that hold the true one
 * with a chance of 1 − α within every class, if calibration and test examples are exchangeable
 * (Vovk et al. 2005, Algorithmic Learning in a Random World).
 *
 * <p>Class k is in an example's set if 1 − p_k ≤ q̂_k, where q̂_k is the ⌈(n_k + 1)(1 − α)⌉-th
 * smallest 1 − p_k among the n_k calibration examples of class k. With fewer than ⌈1/α⌉ − 1 of them
 * there is no such value: the class's coverage and every size of a set are undefined.
 *
 * @param thresholds q̂ by class; NaN where there are too few calibration examples
 * @param coverage by class, the share of its test examples whose set holds it; NaN without any
 * @param size the mean number of classes in a set
 * @param empty the share of test examples whose set is empty
 * @param single the share whose set holds one class
 * @param all the share whose set holds every class
 */
public record ConformalSets(
    double[] thresholds, double[] coverage, double size, double empty, double single, double all) {
  /** So that 20 · 0.9, which is a little off in binary, is 18. */
  private static final double ROUNDING = 1e-9;

  /**
   * The sets of test examples.
   *
   * @param alpha the share of true classes that may be missed, above 0 and below 1
   */
  public static ConformalSets of(
      int[] calibrationLabels,
      double[][] calibration,
      int[] testLabels,
      double[][] test,
      double alpha) {
    int classes = test[0].length;
    double[] thresholds = new double[classes];
    for (int k = 0; k < classes; k++) {
      thresholds[k] = threshold(calibrationLabels, calibration, k, alpha);
    }
    int[] ofClass = new int[classes];
    int[] covered = new int[classes];
    int[] ofSize = new int[classes + 1];
    for (int i = 0; i < test.length; i++) {
      int size = 0;
      for (int k = 0; k < classes; k++) {
        boolean in = 1 - test[i][k] <= thresholds[k];
        size += in ? 1 : 0;
        covered[k] += in && testLabels[i] == k ? 1 : 0;
      }
      ofSize[size]++;
      ofClass[testLabels[i]]++;
    }
    double[] coverage = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      coverage[k] = Double.isNaN(thresholds[k]) ? Double.NaN : (double) covered[k] / ofClass[k];
      sum += (k + 1.0) * ofSize[k + 1];
    }
    // NaN if one of them is
    double n = Arrays.stream(thresholds).anyMatch(Double::isNaN) ? Double.NaN : test.length;
    return new ConformalSets(
        thresholds, coverage, sum / n, ofSize[0] / n, ofSize[1] / n, ofSize[classes] / n);
  }

  /** How many calibration examples a class needs. */
  public static int fewest(double alpha) {
    return (int) Math.ceil(1 / alpha - ROUNDING) - 1;
  }

  private static double threshold(int[] labels, double[][] probabilities, int k, double alpha) {
    double[] scores = new double[labels.length];
    int n = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == k) {
        scores[n++] = 1 - probabilities[i][k];
      }
    }
    Arrays.sort(scores, 0, n);
    int rank = (int) Math.ceil((n + 1) * (1 - alpha) - ROUNDING);
    return rank > n ? Double.NaN : scores[rank - 1];
  }
}
