package io.ridgeline.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TpeTest {
  /** A hill in four dimensions of which the first two matter. */
  private static double hill(double[] x) {
    return -Math.pow(x[0] - 0.3, 2) - Math.pow(x[1] - 0.8, 2);
  }

  private static double best(Sampler sampler, int trials) {
    List<Sampler.Seen> seen = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trials; i++) {
      double[] x = sampler.propose(i, seen);
      for (double share : x) {
        assertTrue(share >= 0 && share < 1, "outside the cube: " + share);
      }
      seen.add(new Sampler.Seen(x, hill(x)));
      best = Math.max(best, hill(x));
    }
    return best;
  }

  @Test
  void itComesNearerToTheTopThanEvenSpreadingDoes() {
    int nearer = 0;
    for (int seed = 0; seed < 40; seed++) {
      double learned = best(new Tpe(4, 8, seed), 40);
      nearer += learned > best(new Halton(4, seed), 40) ? 1 : 0;
    }
    assertTrue(nearer >= 30, nearer + " of 40");
  }

  @Test
  void theSamePointsSeenGiveTheSameProposal() {
    List<Sampler.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double[] x = new Halton(2, 1).propose(i, List.of());
      seen.add(new Sampler.Seen(x, i == 4 ? Double.NaN : hill(x)));
    }
    assertArrayEquals(new Tpe(2, 4, 9).propose(11, seen), new Tpe(2, 4, 9).propose(11, seen));
  }

  /** What could not be judged counts as bad: it is not gone back to. */
  @Test
  void failuresAreKeptAwayFrom() {
    List<Sampler.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double x = (i + 0.5) / 20;
      seen.add(new Sampler.Seen(new double[] {x}, x < 0.5 ? Double.NaN : 1));
    }
    int high = 0;
    for (int seed = 0; seed < 100; seed++) {
      high += new Tpe(1, 4, seed).propose(21, seen)[0] > 0.45 ? 1 : 0;
    }
    assertTrue(high >= 95, high + " of 100");
  }
}
