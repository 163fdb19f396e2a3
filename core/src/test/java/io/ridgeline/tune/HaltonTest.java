package io.ridgeline.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HaltonTest {
  private static final int[] BASES = {2, 3, 5, 7, 11, 13};

  /** Of b^k points in a row every interval of length b^-k holds one: no other spread is as even. */
  @Test
  void everyCoordinateIsSpreadEvenly() {
    Halton halton = new Halton(BASES.length, 5);
    for (int d = 0; d < BASES.length; d++) {
      int intervals = BASES[d] * BASES[d];
      int[] held = new int[intervals];
      for (int i = 0; i < intervals; i++) {
        held[(int) (halton.propose(i, List.of())[d] * intervals + 1e-9)]++;
      }
      for (int count : held) {
        assertEquals(1, count, "base " + BASES[d]);
      }
    }
  }

  @Test
  void theSeedDecidesAndACoordinateDoesNotDependOnHowManyThereAre() {
    double[] small = new Halton(1, 5).propose(3, List.of());
    double[] large = new Halton(4, 5).propose(3, List.of());
    assertArrayEquals(small, new double[] {large[0]});
    assertTrue(small[0] != new Halton(1, 6).propose(3, List.of())[0]);
  }

  /**
   * Neighbouring large primes without scrambling rise together for their first points; the
   * correlation of the first 12 points of bases 11 and 13 is then above 0.9.
   */
  @Test
  void scramblingBreaksTheCorrelationOfLargeBases() {
    double worst = 0;
    for (int seed = 0; seed < 20; seed++) {
      Halton halton = new Halton(6, seed);
      double[] x = new double[12];
      double[] y = new double[12];
      for (int i = 0; i < 12; i++) {
        double[] point = halton.propose(i, List.of());
        x[i] = point[4];
        y[i] = point[5];
      }
      worst += Math.abs(correlation(x, y)) / 20;
    }
    assertTrue(worst < 0.4, "mean absolute correlation " + worst);
  }

  private static double correlation(double[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += x[i] / x.length;
      meanY += y[i] / x.length;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
