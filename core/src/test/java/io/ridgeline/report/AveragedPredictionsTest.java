package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AveragedPredictionsTest {
  @Test
  void everyExampleOnceHoweverOftenItWasTested() {
    Predictions p =
        AveragedPredictions.of(
            List.of(
                trial(new int[] {7, 2}, new int[] {1, 0}, new double[][] {{.2, .8}, {.6, .4}}),
                trial(new int[] {2, 5}, new int[] {0, 1}, new double[][] {{.9, .1}, {.5, .5}})));
    assertArrayEquals(new int[] {2, 5, 7}, p.examples());
    assertArrayEquals(new int[] {0, 1, 1}, p.labels());
    assertArrayEquals(new double[] {.75, .25}, p.probabilities()[0], 1e-15);
    assertArrayEquals(new double[] {.5, .5}, p.probabilities()[1], 1e-15);
    assertArrayEquals(new double[] {.2, .8}, p.probabilities()[2], 1e-15);
  }

  @Test
  void ofNoTrialThereIsNoExample() {
    assertEquals(0, AveragedPredictions.of(List.of()).size());
  }

  private static TrialRecord trial(int[] examples, int[] labels, double[][] probabilities) {
    TrialRecord any = SampleStudy.input().trials().get(0);
    return new TrialRecord(
        any.spec(),
        any.outcome(),
        any.epochs(),
        Map.of(Part.TEST, new Predictions(examples, labels, probabilities)),
        any.losses(),
        any.evidence(),
        any.parameters(),
        any.timing());
  }
}
