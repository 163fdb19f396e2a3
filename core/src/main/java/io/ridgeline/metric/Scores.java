package io.ridgeline.metric;

import java.util.Arrays;

/**
 * The predictions of one model on one set of examples, sorted once so that every metric, on these
 * examples or on any resample of them, takes a single pass.
 *
 * <p>A resample is a vector of counts: {@code counts[i]} says how often example i is in it. {@link
 * #once()} is the set itself. For two classes, class 1 is the positive one.
 */
public final class Scores {
  private final int[] labels;
  private final double[][] probabilities;
  private final int[] predicted;
  private final Ranking[] rankings;
  private final Ranking confidence;
  private final double[] logOdds;
  private final boolean finite;

  /**
   * Sorts {@code probabilities[example][class]}. Where a value is not finite, every metric is
   * undefined.
   *
   * @throws IllegalArgumentException if there is no example, the lengths differ, there are fewer
   *     than two classes, or a label is not a class
   */
  public Scores(int[] labels, double[][] probabilities) {
    check(labels, probabilities);
    this.labels = labels;
    this.probabilities = probabilities;
    predicted = Arrays.stream(probabilities).mapToInt(Scores::highest).toArray();
    finite =
        Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    rankings = new Ranking[probabilities[0].length];
    for (int k = 0; k < rankings.length; k++) {
      int column = k;
      rankings[k] = Ranking.of(Arrays.stream(probabilities).mapToDouble(r -> r[column]).toArray());
    }
    confidence =
        rankings.length == 2
            ? rankings[1]
            : Ranking.of(Arrays.stream(probabilities).mapToDouble(r -> r[highest(r)]).toArray());
    logOdds = Arrays.stream(probabilities).mapToDouble(Scores::logOdds).toArray();
  }

  /** The number of examples. */
  public int size() {
    return labels.length;
  }

  /** The number of classes. */
  public int classes() {
    return rankings.length;
  }

  /** Counts of one for every example: the set itself. */
  public int[] once() {
    int[] counts = new int[labels.length];
    Arrays.fill(counts, 1);
    return counts;
  }

  int label(int i) {
    return labels[i];
  }

  /** The class with the highest probability; of equals, the first. */
  int predicted(int i) {
    return predicted[i];
  }

  double probability(int i, int k) {
    return probabilities[i][k];
  }

  /** Examples by falling probability of class k. */
  Ranking ranking(int k) {
    return rankings[k];
  }

  /** Examples by falling probability of class 1 (two classes) or of the predicted class. */
  Ranking confidence() {
    return confidence;
  }

  /**
   * Whether what {@link #confidence} is the probability of did happen: class 1 (two classes), or
   * the predicted class.
   */
  boolean event(int i) {
    return labels[i] == (rankings.length == 2 ? 1 : predicted[i]);
  }

  /** The log odds of the event, in which a probability of 0 counts as the smallest float. */
  double logOdds(int i) {
    return logOdds[i];
  }

  boolean finite() {
    return finite;
  }

  private static double logOdds(double[] row) {
    int event = row.length == 2 ? 1 : highest(row);
    double others = 0;
    for (int k = 0; k < row.length; k++) {
      others += k == event ? 0 : row[k];
    }
    return Math.log(Math.max(row[event], Float.MIN_VALUE))
        - Math.log(Math.max(others, Float.MIN_VALUE));
  }

  private static int highest(double[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      if (row[k] > row[best]) {
        best = k;
      }
    }
    return best;
  }

  private static void check(int[] labels, double[][] probabilities) {
    if (labels.length == 0 || labels.length != probabilities.length) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + probabilities.length + " rows of probabilities");
    }
    int classes = probabilities[0].length;
    for (int i = 0; i < labels.length; i++) {
      if (classes < 2 || probabilities[i].length != classes) {
        throw new IllegalArgumentException(
            "row "
                + i
                + " has "
                + probabilities[i].length
                + " probabilities; every row needs the"
                + " same number, at least two");
      }
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of row " + i + " is not one of " + classes + " classes");
      }
    }
  }
}
