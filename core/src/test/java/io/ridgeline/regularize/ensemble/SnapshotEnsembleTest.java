package io.ridgeline.regularize.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotEnsembleTest {
  private static double[] rates(int cycles, int steps) {
    SnapshotEnsemble method = new SnapshotEnsemble(cycles, 1);
    return IntStream.range(0, steps).mapToDouble(s -> method.rate(s, steps)).toArray();
  }

  private static int[] kept(int cycles, int keep, int steps) {
    SnapshotEnsemble method = new SnapshotEnsemble(cycles, keep);
    return IntStream.range(0, steps).filter(s -> method.keeps(s, steps)).toArray();
  }

  @Test
  void theRateFallsFromThePeakInEveryCycle() {
    // ½(1 + cos 0°), (1 + cos 45°), (1 + cos 90°), (1 + cos 135°)
    double[] cycle = {1, 0.8535533906, 0.5, 0.1464466094};
    double[] rates = rates(5, 20);
    for (int step = 0; step < 20; step++) {
      assertEquals(cycle[step % 4], rates[step], 1e-10, "step " + step);
    }
  }

  @Test
  void cyclesDifferByOneStepWhereTheyDoNotDivideTheTraining() {
    // they begin at 0, ⌊8/3⌋ = 2 and ⌊16/3⌋ = 5: two steps, three and three
    assertArrayEquals(new double[] {1, 0.5, 1, 0.75, 0.25, 1, 0.75, 0.25}, rates(3, 8), 1e-12);
    assertArrayEquals(new double[] {1, 1, 1}, rates(1000, 3), 1e-12);
  }

  @Test
  void theEndsOfTheLastCyclesAreKeptBesideTheLastStep() {
    assertArrayEquals(new int[] {11, 15}, kept(5, 3, 20));
    assertArrayEquals(new int[] {3, 7, 11, 15}, kept(5, 9, 20));
    assertArrayEquals(new int[] {}, kept(5, 1, 20));
    assertArrayEquals(new int[] {1, 4}, kept(3, 3, 8));
  }
}
