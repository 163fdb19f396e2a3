package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalSetsTest {
  private static double[][] ofOne(double... ones) {
    return Arrays.stream(ones).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new);
  }

  /**
   * α = 1/4 and three calibration examples a class, so the ⌈4 · 3/4⌉ = third smallest score. Class
   * 0: 1 − p₀ = .125, .25, .375, q̂ = .375; class 1: 1 − p₁ = .25, .5, .625, q̂ = .625. A test p₁
   * then has class 0 up to .375 and class 1 from .375.
   */
  @Test
  void setsByHand() {
    ConformalSets sets =
        ConformalSets.of(
            new int[] {0, 0, 0, 1, 1, 1},
            ofOne(0.125, 0.375, 0.25, 0.75, 0.375, 0.5),
            new int[] {0, 0, 1, 1, 1},
            ofOne(0.25, 0.5, 0.375, 0.875, 0.125),
            0.25);
    assertArrayEquals(new double[] {0.375, 0.625}, sets.thresholds());
    assertArrayEquals(new double[] {0.5, 2.0 / 3}, sets.coverage(), 1e-15);
    assertEquals(6.0 / 5, sets.size(), 1e-15);
    assertEquals(0, sets.empty());
    assertEquals(4.0 / 5, sets.single(), 1e-15);
    assertEquals(1.0 / 5, sets.all(), 1e-15);
  }

  /** Between two strict thresholds no class is left. */
  @Test
  void aSetMayBeEmpty() {
    ConformalSets sets =
        ConformalSets.of(
            new int[] {0, 1}, ofOne(0.25, 0.75), new int[] {0, 1}, ofOne(0.5, 0.875), 0.5);
    assertEquals(0.5, sets.empty());
    assertEquals(0.5, sets.single());
    assertEquals(0.5, sets.size());
    assertArrayEquals(new double[] {0, 1}, sets.coverage());
  }

  @Test
  void tooFewCalibrationExamplesAreUndefined() {
    assertEquals(9, ConformalSets.fewest(0.1));
    assertEquals(19, ConformalSets.fewest(0.05));
    assertEquals(3, ConformalSets.fewest(0.25));
    for (int n : new int[] {8, 9, 19}) {
      int[] labels = new int[n + 20];
      Arrays.fill(labels, n, labels.length, 1);
      double[][] p = new double[labels.length][];
      for (int i = 0; i < p.length; i++) {
        double score = i < n ? (i + 1) / 32.0 : 0.5;
        p[i] = labels[i] == 0 ? new double[] {1 - score, score} : new double[] {score, 1 - score};
      }
      ConformalSets sets = ConformalSets.of(labels, p, new int[] {0, 1}, ofOne(0, 1), 0.1);
      // ranks ⌈9 · .9⌉ = 9 of 8, 9 of 9, 18 of 19
      double expected = n == 8 ? Double.NaN : n == 9 ? 9 / 32.0 : 18 / 32.0;
      assertEquals(expected, sets.thresholds()[0]);
      assertEquals(n == 8 ? Double.NaN : 1.0, sets.coverage()[0]);
      assertEquals(1.0, sets.coverage()[1], "the other class is known");
      assertEquals(n == 8, Double.isNaN(sets.size()));
      assertEquals(n == 8, Double.isNaN(sets.empty() + sets.single() + sets.all()));
    }
  }

  /**
   * The promise: within each class the chance of being held is at least 1 − α and at most 1 − α +
   * 1/(n + 1), whatever the model; here its scores are badly calibrated and the classes unequal.
   */
  @Test
  void coverageIsAsPromisedWithinEveryClass() {
    Random random = new Random(11);
    int rounds = 3000;
    int[] n = {30, 12, 60};
    double[] covered = new double[3];
    for (int round = 0; round < rounds; round++) {
      int[] labels = new int[102];
      Arrays.fill(labels, 30, 42, 1);
      Arrays.fill(labels, 42, 102, 2);
      ConformalSets sets =
          ConformalSets.of(
              labels,
              rows(labels, random),
              new int[] {0, 1, 2},
              rows(new int[] {0, 1, 2}, random),
              0.1);
      for (int k = 0; k < 3; k++) {
        covered[k] += sets.coverage()[k] / rounds;
      }
    }
    for (int k = 0; k < 3; k++) {
      double exact = Math.ceil((n[k] + 1) * 0.9 - 1e-9) / (n[k] + 1);
      double deviation = Math.sqrt(exact * (1 - exact) / rounds);
      assertEquals(exact, covered[k], 4 * deviation);
      assertTrue(exact >= 0.9 && exact <= 0.9 + 1.0 / (n[k] + 1));
    }
  }

  private static double[][] rows(int[] labels, Random random) {
    double[][] rows = new double[labels.length][3];
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        rows[i][k] = Math.exp(3 * random.nextGaussian() + (labels[i] == k ? 1 + k : 0));
        sum += rows[i][k];
      }
      for (int k = 0; k < 3; k++) {
        rows[i][k] /= sum;
      }
    }
    return rows;
  }
}
