package io.ridgeline.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Friedman's test of k arms over N data sets: do their ranks differ by more than chance? (Friedman
 * 1937, J. Am. Stat. Assoc. 32; Demšar 2006, JMLR 7.)
 *
 * <p>Arms are ranked on each data set, 1 the best, equal ones sharing the mean of their ranks. With
 * R_j an arm's average rank and c = 1 − Σ(t³ − t)/(N·k(k² − 1)) over groups of t equal arms: χ² =
 * 12N/(k(k + 1)·c)·(ΣR_j² − k(k + 1)²/4) on k − 1 degrees of freedom. χ² is timid with few data
 * sets; Iman and Davenport's F = (N − 1)χ²/(N(k − 1) − χ²) on k − 1 and (k − 1)(N − 1) is not
 * (1980, Commun. Stat. Theory 9). Where all data sets rank alike, F is infinite and its p-value is
 * the chance of that, one over the number of orders to the power of N − 1.
 *
 * @param ranks average rank of each arm
 * @param dataSets N
 * @param chiSquared χ²; NaN if all arms are equal on every data set
 * @param p of χ²
 * @param f Iman and Davenport's F
 * @param pOfF of F, which is the one to read
 */
public record Friedman(
    double[] ranks, int dataSets, double chiSquared, double p, double f, double pOfF) {
  /**
   * The test of {@code values[dataSet][arm]}.
   *
   * @throws IllegalArgumentException if there are fewer than two data sets or arms, rows differ in
   *     length, or a value is undefined
   */
  public static Friedman of(double[][] values, boolean higherIsBetter) {
    int n = values.length;
    int k = n == 0 ? 0 : values[0].length;
    if (n < 2 || k < 2) {
      throw new IllegalArgumentException(n + " data sets of " + k + " arms; give two of each");
    }
    double[] averages = new double[k];
    double ties = 0;
    for (double[] row : values) {
      if (row.length != k || Arrays.stream(row).anyMatch(Double::isNaN)) {
        throw new IllegalArgumentException("a data set without a value for every arm");
      }
      double[] costs = Arrays.stream(row).map(v -> higherIsBetter ? -v : v).toArray();
      double[] ranks = Midranks.of(costs);
      for (int j = 0; j < k; j++) {
        averages[j] += ranks[j];
      }
      ties += Midranks.ties(costs);
    }
    Arrays.setAll(averages, j -> averages[j] / n);
    double squares = Arrays.stream(averages).map(r -> r * r).sum();
    double spread = squares - k * (k + 1.0) * (k + 1) / 4;
    double correction = 1 - ties / (n * k * (k * k - 1.0));
    double chi = correction > 0 ? 12 * n / (k * (k + 1.0) * correction) * spread : Double.NaN;
    double p = Double.isNaN(chi) ? Double.NaN : upper(chi, k);
    double left = n * (k - 1.0) - chi;
    boolean alike = left < 1e-9 * n * k;
    double f = alike ? Double.POSITIVE_INFINITY : (n - 1) * chi / left;
    double pOfF = alike ? Math.pow(orders(values[0]), 1 - n) : upper(f, k, n);
    return new Friedman(averages, n, chi, p, f, pOfF);
  }

  /**
   * Nemenyi's critical difference at 5 %: two arms whose average ranks lie less apart are not told
   * apart when every pair is looked at. q/√2·√(k(k + 1)/(6N)), q the studentized range's quantile
   * (Nemenyi 1963; Demšar 2006).
   */
  public double criticalDifference() {
    int k = ranks.length;
    double q = StudentizedRange.quantile(0.95, k) / Math.sqrt(2);
    return q * Math.sqrt(k * (k + 1.0) / (6.0 * dataSets));
  }

  private static double upper(double chi, int k) {
    return 1 - new ChiSquaredDistribution(k - 1).cumulativeProbability(chi);
  }

  private static double upper(double f, int k, int n) {
    return Double.isNaN(f)
        ? Double.NaN
        : 1 - new FDistribution(k - 1, (k - 1.0) * (n - 1)).cumulativeProbability(f);
  }

  /** In how many orders the values can stand, equal ones not told apart. */
  private static double orders(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double orders = 1;
    int equal = 0;
    for (int i = 0; i < sorted.length; i++) {
      equal = i > 0 && sorted[i] == sorted[i - 1] ? equal + 1 : 1;
      orders *= (i + 1.0) / equal;
    }
    return orders;
  }
}
