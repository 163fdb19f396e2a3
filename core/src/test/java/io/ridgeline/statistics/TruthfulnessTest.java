package io.ridgeline.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the design on one official split finds a difference. Of 200 studies of arms that do not
 * differ, 5 % and three standard deviations of chance are 19 or fewer in 200.
 */
class TruthfulnessTest {
  private static final int STUDIES = 200;

  @ParameterizedTest
  @CsvSource({"5, 60, 0", "5, 60, 0.3", "3, 60, 0.3", "3, 60, 1.5", "1, 60, 0"})
  void equalArmsAreSeldomFoundToDiffer(int seeds, int images, double seedDeviation) {
    int found = found(seeds, images, seedDeviation, 0);
    assertTrue(found <= 19, found + " of " + STUDIES);
  }

  @ParameterizedTest
  @CsvSource({"5, 80, 0.3"})
  void aLargeDifferenceIsUsuallyFound(int seeds, int images, double seedDeviation) {
    int found = found(seeds, images, seedDeviation, 1);
    assertTrue(found >= 0.9 * STUDIES, found + " of " + STUDIES);
  }

  private static int found(int seeds, int images, double seedDeviation, double skill) {
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      SimulatedStudy simulated = new SimulatedStudy(1000 + study, images, seeds, 1);
      double[][][][] arms = {simulated.arm(0, seedDeviation), simulated.arm(skill, seedDeviation)};
      PairedComparison c =
          new PairedBootstrap(
                  simulated.labels, simulated.patients(), arms, List.of("auroc"), 200, study)
              .difference(1, 0, "auroc");
      Verdict verdict = Verdict.of(c, c.p(), true, 0.01);
      found += verdict == Verdict.HELPS || verdict == Verdict.HARMS ? 1 : 0;
    }
    return found;
  }
}
