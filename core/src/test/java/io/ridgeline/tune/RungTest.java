package io.ridgeline.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RungTest {
  private static List<Rung> rungs(int trials, Tuning.Pruning pruning, int epochs) {
    return Rung.of(
        new Tuning(trials, 0.2, 0, Tuning.Proposals.HALTON, pruning, List.of(1e-4, 1e-2)), epochs);
  }

  @Test
  void aThirdGoesOnWithThreeTimesTheEpochs() {
    assertEquals(List.of(new Rung(12, 9), new Rung(4, 27)), rungs(12, Tuning.Pruning.HALVING, 81));
    assertEquals(
        List.of(new Rung(27, 3), new Rung(9, 9), new Rung(3, 27)),
        rungs(27, Tuning.Pruning.HALVING, 81));
    assertEquals(List.of(new Rung(2, 27)), rungs(2, Tuning.Pruning.HALVING, 81));
  }

  @Test
  void withoutPruningAllTrainForAllEpochs() {
    assertEquals(List.of(new Rung(12, 81)), rungs(12, Tuning.Pruning.NONE, 81));
  }

  /** However few epochs there are, a later round is longer: no trial is planned twice. */
  @Test
  void roundsGrow() {
    for (int epochs = 1; epochs < 30; epochs++) {
      List<Rung> rungs = rungs(100, Tuning.Pruning.HALVING, epochs);
      for (int k = 1; k < rungs.size(); k++) {
        assertTrue(rungs.get(k).epochs() > rungs.get(k - 1).epochs(), rungs.toString());
        assertTrue(rungs.get(k).trials() < rungs.get(k - 1).trials(), rungs.toString());
      }
    }
  }
}
