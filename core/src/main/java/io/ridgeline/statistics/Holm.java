package io.ridgeline.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Holm's adjustment of p-values for the number of tests: p̃₍ᵢ₎ = max over k ≤ i of min(1, (m − k +
 * 1)·p₍ₖ₎) (Holm 1979, Scand. J. Stat. 6). It keeps the chance of one false finding or more below
 * the level, whatever the dependence of the tests.
 */
public final class Holm {
  private Holm() {}

  /**
   * The adjusted p-values in the order given; NaN, a test that could not be made, is not counted.
   */
  public static double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double highest = 0;
    for (int k = 0; k < order.length; k++) {
      highest = Math.max(highest, Math.min(1, (order.length - k) * p[order[k]]));
      adjusted[order[k]] = highest;
    }
    return adjusted;
  }
}
