package io.ridgeline.metric;

import java.util.Arrays;

/**
 * Examples by falling score, with equal scores marked as one step.
 *
 * @param order example indexes by falling score
 * @param scores the scores in that order
 * @param ends for each step of equal scores, the position after its last
 */
record Ranking(int[] order, double[] scores, int[] ends) {
  static Ranking of(double[] score) {
    int[] order = new int[score.length];
    Integer[] boxed = new Integer[score.length];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(boxed, (a, b) -> Double.compare(score[b], score[a]));
    Arrays.setAll(order, i -> boxed[i]);
    double[] sorted = Arrays.stream(order).mapToDouble(i -> score[i]).toArray();
    int[] ends = new int[score.length];
    int steps = 0;
    for (int i = 0; i < sorted.length; i++) {
      // Numbers are compared as such: 0.0 and -0.0 are one step.
      if (i + 1 == sorted.length || sorted[i] != sorted[i + 1]) {
        ends[steps++] = i + 1;
      }
    }
    return new Ranking(order, sorted, Arrays.copyOf(ends, steps));
  }
}
