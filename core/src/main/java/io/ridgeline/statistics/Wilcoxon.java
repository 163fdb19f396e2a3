package io.ridgeline.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The paired signed-rank test: are the differences of two values a patient symmetric about 0?
 * (Wilcoxon 1945, Biom. Bull. 1.)
 *
 * <p>Differences of 0 are dropped, as by Wilcoxon himself. The rest are ranked by size, equal ones
 * sharing the mean of their ranks, and the ranks of either sign summed: W₊ and W₋. Up to 25
 * differences the p-value is exact, 2·P(W ≤ min(W₊, W₋)) over the 2ⁿ equally likely signs, of these
 * very ranks where some are tied; otherwise it is that of the normal distribution with mean n(n +
 * 1)/4 and variance n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48 over groups of t ties, without a correction
 * for continuity.
 *
 * @param pairs n: pairs that differ
 * @param positive W₊: the ranks of the pairs whose first value is higher
 * @param negative W₋: the ranks of the others
 * @param p two-sided; 1 if no pair differs
 */
public record Wilcoxon(int pairs, double positive, double negative, double p) {
  private static final int EXACT = 25;

  /**
   * The test on one pair a patient; pairs with an undefined value (NaN) are left out.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Wilcoxon of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length + " values against " + second.length + "; the test needs pairs");
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    double[] nonZero = Arrays.stream(differences).filter(d -> !Double.isNaN(d) && d != 0).toArray();
    double[] sizes = Arrays.stream(nonZero).map(Math::abs).toArray();
    double[] ranks = Midranks.of(sizes);
    int n = nonZero.length;
    double positive = 0;
    for (int i = 0; i < n; i++) {
      positive += nonZero[i] > 0 ? ranks[i] : 0;
    }
    double negative = n * (n + 1) / 2.0 - positive;
    double smaller = Math.min(positive, negative);
    double p = n <= EXACT ? exact(ranks, smaller) : normal(n, smaller, Midranks.ties(sizes));
    return new Wilcoxon(n, positive, negative, p);
  }

  /** Twice the share of the 2ⁿ sums of subsets of the ranks that are at most w. */
  private static double exact(double[] ranks, double w) {
    // Midranks are halves at the finest.
    double[] subsets = new double[(int) (2 * w) + 1];
    subsets[0] = 1;
    for (double rank : ranks) {
      int doubled = (int) (2 * rank);
      for (int sum = subsets.length - 1; sum >= doubled; sum--) {
        subsets[sum] += subsets[sum - doubled];
      }
    }
    return Math.min(1, 2 * Arrays.stream(subsets).sum() / Math.pow(2, ranks.length));
  }

  private static double normal(int n, double w, double ties) {
    double mean = n * (n + 1.0) / 4;
    double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
    double z = (w - mean) / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution(0, 1).cumulativeProbability(z));
  }
}
