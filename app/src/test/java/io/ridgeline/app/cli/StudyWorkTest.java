package io.ridgeline.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.metric.Metrics;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyWorkTest {
  private static final Setting ANY = new Setting("any", Map.of());

  private static TrialRecord trial(int seed, double hd95, boolean completed) {
    TrainingSpec training = new TrainingSpec(ANY, 1, ANY, "dice", 1, 1);
    PartResult validation = new CaseScores(new int[] {0}, Map.of("hd95", new double[][] {{hd95}}));
    return new TrialRecord(
        new TrialSpec(
            new Arm("none", List.of()), "holdout", seed, 1, ANY, training, "hd95", "", "", 1),
        completed ? new TrialOutcome.Completed(1, 1, "") : new TrialOutcome.Diverged(1, 1, "loss"),
        List.of(),
        completed ? Map.of(Part.VALIDATION, validation) : Map.of(),
        Map.of(),
        Map.of(),
        1,
        new TrialRecord.Timing(1, 1));
  }

  private static Optional<Integer> best(TrialRecord... trials) {
    return StudyWork.best(List.of(trials), Metrics.named("hd95")).map(t -> t.spec().seed());
  }

  @Test
  void theModelThatIsKeptIsTheBestOnValidationAndNeverAnUndefinedOne() {
    TrialRecord undefined = trial(0, Double.NaN, true);
    TrialRecord far = trial(1, 7, true);
    TrialRecord near = trial(2, 3, true);
    TrialRecord diverged = trial(3, 0, false);
    assertEquals(Optional.of(2), best(undefined, far, near, diverged));
    assertEquals(Optional.of(2), best(near, far, diverged, undefined));
    assertEquals(Optional.of(0), best(undefined, diverged));
    assertEquals(Optional.empty(), best(diverged));
  }
}
