package io.ridgeline.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BestOfTest {
  /** Of {1, 2, 4}: the mean; the best of the pairs 2, 4, 4; the best of all. */
  @Test
  void byHand() {
    assertArrayEquals(
        new double[] {7 / 3.0, 10 / 3.0, 4}, BestOf.curve(new double[] {4, 1, 2}, true), 1e-12);
    assertArrayEquals(
        new double[] {7 / 3.0, 4 / 3.0, 1}, BestOf.curve(new double[] {4, 1, 2}, false), 1e-12);
  }

  @Test
  void allSubsetsOfSevenWereEnumerated() {
    double[] values = {0.7, 0.9, 0.4, 0.85, 0.9, 0.6, 0.1};
    double[] sum = new double[8];
    int[] count = new int[8];
    for (int subset = 1; subset < 1 << 7; subset++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < 7; i++) {
        best = (subset >> i & 1) == 1 ? Math.max(best, values[i]) : best;
      }
      sum[Integer.bitCount(subset)] += best;
      count[Integer.bitCount(subset)]++;
    }
    double[] curve = BestOf.curve(values, true);
    for (int t = 1; t <= 7; t++) {
      assertEquals(sum[t] / count[t], curve[t - 1], 1e-12, "t = " + t);
    }
  }

  @Test
  void whatDidNotCompleteCountsAsTheWorst() {
    assertArrayEquals(
        BestOf.curve(new double[] {4, 2, 2}, true),
        BestOf.curve(new double[] {4, Double.NaN, 2}, true));
    double[] none = BestOf.curve(new double[] {Double.NaN, Double.NaN}, true);
    assertTrue(Arrays.stream(none).allMatch(Double::isNaN));
  }
}
