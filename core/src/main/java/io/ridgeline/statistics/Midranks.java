package io.ridgeline.statistics;

import java.util.Arrays;

/** Ranks from 1, equal values sharing the mean of their ranks. */
final class Midranks {
  private Midranks() {}

  static double[] of(double[] x) {
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(x[a], x[b]));
    double[] ranks = new double[x.length];
    int start = 0;
    for (int i = 0; i < x.length; i++) {
      if (i + 1 == x.length || x[order[i + 1]] != x[order[i]]) {
        for (int j = start; j <= i; j++) {
          ranks[order[j]] = (start + i) / 2.0 + 1;
        }
        start = i + 1;
      }
    }
    return ranks;
  }

  /** Σ(t³ − t) over groups of t equal values. */
  static double ties(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int start = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
        double t = i + 1 - start;
        sum += t * t * t - t;
        start = i + 1;
      }
    }
    return sum;
  }
}
