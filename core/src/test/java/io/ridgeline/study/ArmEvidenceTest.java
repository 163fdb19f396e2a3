package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The three old complaints, on numbers small enough to check by hand. */
class ArmEvidenceTest {
  private static final double NEVER = Double.NaN;

  /** A trial of six seeds by its validation metric and training loss, epoch by epoch. */
  private static TrialRecord trial(TrialSpec spec, double[] validation, double... losses) {
    List<EpochRecord> epochs = new ArrayList<>();
    for (int e = 0; e < validation.length; e++) {
      double loss = losses[Math.min(e, losses.length - 1)];
      epochs.add(new EpochRecord(e + 1, 1, loss, 1, 1, validation[e], 1, 1, 0));
    }
    return new TrialRecord(
        spec,
        new TrialOutcome.Completed(epochs.size(), 1, ""),
        epochs,
        Map.of(),
        Map.of(),
        Map.of(),
        1,
        new TrialRecord.Timing(1, 1));
  }

  private static TrialSpec spec(String arm, int seed) {
    return FakeStudy.plan().stream()
        .filter(t -> t.arm().name().equals(arm) && t.seed() == seed)
        .findFirst()
        .orElseThrow();
  }

  private static TrialRecord ended(TrialSpec spec, TrialOutcome outcome) {
    TrialRecord t = trial(spec, new double[] {1, 1}, 0);
    return new TrialRecord(spec, outcome, t.epochs(), Map.of(), Map.of(), Map.of(), 1, t.timing());
  }

  private static Measured measured(TrialRecord... records) {
    return new Measured(FakeStudy.spec(), List.of(), List.of(FakeStudy.split()), List.of(records));
  }

  @Test
  void anArmIsAsGoodAsTheBaselinesBestEpochOrNever() {
    Measured measured =
        measured(
            trial(spec("none", 0), new double[] {0.5, 0.8, 0.7}, 1),
            trial(spec("l1", 0), new double[] {0.8, 0.6, 0.9}, 1),
            trial(spec("none", 1), new double[] {0.6, 0.7, 0.7}, 1),
            trial(spec("l1", 1), new double[] {Double.NaN, 0.6, 0.71}, 1),
            trial(spec("none", 2), new double[] {0.9, 0.1, 0.1}, 1),
            trial(spec("l1", 2), new double[] {0.89, 0.89, 0.89}, 1),
            // diverged is never, failed is no pair, and so is what has no partner
            trial(spec("none", 3), new double[] {0.9}, 1),
            ended(spec("l1", 3), new TrialOutcome.Diverged(3, 9, "loss")),
            trial(spec("none", 4), new double[] {0.9}, 1),
            ended(spec("l1", 4), new TrialOutcome.Failed("f", "h")),
            trial(spec("l1", 5), new double[] {0.9}, 1));
    Convergence l1 = Convergence.of(measured, 1, 0, true);
    assertEquals(List.of(1.0, 3.0, NEVER, NEVER), l1.epochs());
    assertEquals(4, l1.pairs());
    assertEquals(2, l1.reached());
    assertTrue(Double.isNaN(l1.medianEpochs()), "half of them never get there");
    Convergence none = Convergence.of(measured, 0, 0, true);
    assertEquals(List.of(2.0, 2.0, 1.0, 1.0, 1.0), none.epochs());
    assertEquals(1, none.medianEpochs());
    // of a metric of which less is better, the level is the least
    assertEquals(List.of(NEVER, 2.0, NEVER, NEVER), Convergence.of(measured, 1, 0, false).epochs());
    assertEquals(
        new Convergence(0, 0, Double.NaN, List.of()), Convergence.of(measured, 2, 0, true));
  }

  @Test
  void theMedianPutsNeverLast() {
    assertEquals(3, Convergence.median(List.of(NEVER, 1.0, 3.0)));
    assertEquals(2.5, Convergence.median(List.of(NEVER, 1.0, 3.0, 2.0)));
    assertTrue(Double.isNaN(Convergence.median(List.of(NEVER, 1.0))));
    assertTrue(Double.isNaN(Convergence.median(List.of())));
  }

  /** Losses .10 .11 .12 .13 .14: median .12, MAD .01, so the limit is .12 + 3.5 · .01 / .6745. */
  @Test
  void aTrialIsStuckIfItsLastLossStandsFarAbove() {
    double[] last = {0.10, 0.11, 0.12, 0.13, 0.14};
    List<TrialRecord> records = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      records.add(trial(spec("none", seed), new double[] {0, 0}, 0.9, last[seed]));
      records.add(trial(spec("l1", seed), new double[] {0, 0}, 0.9, seed == 2 ? 0.69 : 0.2));
    }
    records.add(ended(spec("none", 5), new TrialOutcome.Diverged(3, 9, "loss")));
    for (int seed = 0; seed < 3; seed++) {
      records.add(trial(spec("diverges", seed), new double[] {0}, seed));
    }
    Measured measured = measured(records.toArray(TrialRecord[]::new));
    Starts none = Starts.of(measured, 0);
    assertEquals(5, none.trials());
    assertEquals(0.12, none.finalLoss(), 1e-15);
    assertEquals(Math.sqrt(0.00025), none.lossDeviation(), 1e-15);
    assertEquals(0.12 + 0.035 / 0.6745, none.stuckAbove(), 1e-15);
    assertEquals(0, none.stuck());
    // four of five are equal: nothing within a tenth of the median stands out
    Starts l1 = Starts.of(measured, 1);
    assertEquals(0.22, l1.stuckAbove(), 1e-15);
    assertEquals(1, l1.stuck());
    Starts few = Starts.of(measured, 2);
    assertEquals(3, few.trials());
    assertTrue(Double.isNaN(few.stuckAbove()));
    assertEquals(0, few.stuck());
    assertTrue(Double.isNaN(Starts.of(measured, 3).finalLoss()));
  }

  @Test
  void theShareOfAGapThatIsLeftNeedsAGap() {
    PairedComparison change = new PairedComparison(-0.03, -0.05, -0.01, 0.01, 0.01, 0.03, "");
    assertEquals(new GapChange(-0.03, -0.05, -0.01, 0.25), GapChange.of(change, 0.01, 0.04, true));
    assertEquals(0.25, GapChange.of(change, -0.01, -0.04, false).share());
    assertTrue(Double.isNaN(GapChange.of(change, 0.01, -0.01, true).share()));
    assertTrue(Double.isNaN(GapChange.of(change, 0.01, Double.NaN, true).share()));
  }

  /** On one split: over the seeds that completed in both arms, patients resampled. */
  @Test
  void theGapIsComparedOverPairs() {
    StudySpec spec = FakeStudy.spec();
    List<TrialRecord> records = FakeStudy.plan().stream().map(FakeStudy::record).toList();
    StudyResults results =
        Results.of(spec, FakeStudy.cohort(), List.of(FakeStudy.split()), records);
    assertEquals(
        List.of("none", "l1", "diverges", "fails"),
        results.evidence().stream().map(ArmEvidence::arm).toList());
    assertNull(results.evidence().get(0).gapChange());
    GapChange diverges = results.evidence().get(2).gapChange();
    assertNotNull(diverges);
    double[] differences =
        IntStream.range(2, 6)
            .mapToDouble(seed -> gap(records, "diverges", seed) - gap(records, "none", seed))
            .toArray();
    double mean = Arrays.stream(differences).average().orElseThrow();
    assertEquals(mean, diverges.mean(), 1e-12);
    assertEquals(mean, (diverges.low() + diverges.high()) / 2, 1e-12);
    // seeds alone would give a shorter interval than seeds and patients
    assertTrue(diverges.high() - mean > Means.deviation(differences) / Math.sqrt(4));
    assertEquals(2, results.evidence().get(2).convergence().pairs() - 4);
  }

  private static double gap(List<TrialRecord> records, String arm, int seed) {
    TrialRecord record =
        records.stream()
            .filter(r -> r.spec().arm().name().equals(arm) && r.spec().seed() == seed)
            .findFirst()
            .orElseThrow();
    return of(record, Part.TRAIN) - of(record, Part.TEST);
  }

  private static double of(TrialRecord record, Part part) {
    return requireNonNull(record.predictions().get(part)).metric("auroc");
  }
}
