package io.ridgeline.statistics;

import java.util.Arrays;

/**
 * DeLong's test of two AUROCs measured on the same patients, one image each, and the interval of
 * each (DeLong et al. 1988, Biometrics 44), by midranks (Sun and Xu 2014, IEEE Signal Process.
 * Lett. 21).
 *
 * <p>A variance needs two examples of each class and is 0 at an AUROC of 1, where the interval
 * collapses to a point.
 *
 * @param first AUROC of the first scores
 * @param second AUROC of the second scores
 * @param firstVariance of the first AUROC
 * @param secondVariance of the second AUROC
 * @param covariance of the two
 */
public record DeLong(
    double first, double second, double firstVariance, double secondVariance, double covariance) {

  /**
   * The test of two scores.
   *
   * @param labels 1 for the class, 0 for the others
   * @param first scores of the first model; higher means class 1
   * @param second scores of the second model for the same examples
   * @throws IllegalArgumentException if lengths differ or a label is not 0 or 1
   */
  public static DeLong of(int[] labels, double[] first, double[] second) {
    Components a = Components.of(labels, first);
    Components b = Components.of(labels, second);
    return new DeLong(
        Moments.mean(a.ofPositives),
        Moments.mean(b.ofPositives),
        a.covariance(a),
        b.covariance(b),
        a.covariance(b));
  }

  /**
   * The mean over seeds of the probability of class 1, the score on which arms of several seeds are
   * compared.
   *
   * @param arm {@code arm[seed][image][class]} of two classes; empty arrays of trials that did not
   *     complete are passed over
   */
  public static double[] seedAverage(double[][][] arm) {
    double[][][] completed =
        Arrays.stream(arm).filter(trial -> trial.length > 0).toArray(double[][][]::new);
    double[] mean = new double[completed.length == 0 ? 0 : completed[0].length];
    for (int i = 0; i < mean.length; i++) {
      for (double[][] trial : completed) {
        mean[i] += trial[i][1] / completed.length;
      }
    }
    return mean;
  }

  /** The first AUROC and its 95 % interval, which ends at 0 and 1. */
  public Interval firstInterval() {
    return normal(first, firstVariance).within(0, 1);
  }

  /** The second AUROC and its 95 % interval, which ends at 0 and 1. */
  public Interval secondInterval() {
    return normal(second, secondVariance).within(0, 1);
  }

  /** First minus second: z = (θ₁ − θ₂) / √(S₁₁ + S₂₂ − 2 S₁₂). */
  public PairedComparison difference() {
    // Rounding must not make the variance of two equal scores negative.
    double variance = Math.max(0, firstVariance + secondVariance - 2 * covariance);
    return PairedComparison.of(
        first - second, Math.sqrt(variance), Double.POSITIVE_INFINITY, "DeLong");
  }

  private static Interval normal(double mean, double variance) {
    return Interval.of(mean, Math.sqrt(variance), Double.POSITIVE_INFINITY);
  }

  /** For each example, the share of the other class that it outranks, ties counting half. */
  private record Components(double[] ofPositives, double[] ofNegatives) {
    static Components of(int[] labels, double[] scores) {
      if (labels.length != scores.length || Arrays.stream(labels).anyMatch(y -> y < 0 || y > 1)) {
        throw new IllegalArgumentException(
            "DeLong needs labels 0 and 1, one a score; got "
                + labels.length
                + " labels from "
                + Arrays.stream(labels).min().orElse(0)
                + " to "
                + Arrays.stream(labels).max().orElse(0)
                + " and "
                + scores.length
                + " scores");
      }
      double[] positives = select(labels, scores, 1);
      double[] negatives = select(labels, scores, 0);
      double[] all = Arrays.copyOf(positives, scores.length);
      System.arraycopy(negatives, 0, all, positives.length, negatives.length);
      double[] ranks = Midranks.of(all);
      double[] amongPositives = Midranks.of(positives);
      double[] amongNegatives = Midranks.of(negatives);
      double[] ofPositives = new double[positives.length];
      Arrays.setAll(ofPositives, i -> (ranks[i] - amongPositives[i]) / negatives.length);
      double[] ofNegatives = new double[negatives.length];
      Arrays.setAll(
          ofNegatives,
          j -> 1 - (ranks[positives.length + j] - amongNegatives[j]) / positives.length);
      return new Components(ofPositives, ofNegatives);
    }

    double covariance(Components other) {
      return Moments.covariance(ofPositives, other.ofPositives) / ofPositives.length
          + Moments.covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
    }

    private static double[] select(int[] labels, double[] scores, int label) {
      double[] selected = new double[scores.length];
      int n = 0;
      for (int i = 0; i < scores.length; i++) {
        if (labels[i] == label) {
          selected[n++] = scores[i];
        }
      }
      return Arrays.copyOf(selected, n);
    }
  }
}
