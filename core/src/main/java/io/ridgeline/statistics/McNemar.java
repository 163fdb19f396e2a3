package io.ridgeline.statistics;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * The exact test of two accuracies on the same patients, one image each: of the b + c images that
 * only one of the two got right, b ~ Binomial(b + c, ½) (McNemar 1947, Psychometrika 12).
 *
 * @param onlyFirst b: right by the first, wrong by the second
 * @param onlySecond c: wrong by the first, right by the second
 */
public record McNemar(int onlyFirst, int onlySecond) {
  /**
   * The counts from predictions.
   *
   * @throws IllegalArgumentException if lengths differ
   */
  public static McNemar of(int[] labels, int[] first, int[] second) {
    if (labels.length != first.length || labels.length != second.length) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + first.length + " and " + second.length + " predictions");
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < labels.length; i++) {
      if (first[i] == labels[i] && second[i] != labels[i]) {
        onlyFirst++;
      } else if (first[i] != labels[i] && second[i] == labels[i]) {
        onlySecond++;
      }
    }
    return new McNemar(onlyFirst, onlySecond);
  }

  /** The two-sided p-value: twice the smaller tail, at most 1. */
  public double p() {
    int discordant = onlyFirst + onlySecond;
    double tail =
        new BinomialDistribution(discordant, 0.5)
            .cumulativeProbability(Math.min(onlyFirst, onlySecond));
    return Math.min(1, 2 * tail);
  }
}
