package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Split;
import io.ridgeline.study.LearningCurveResults.ArmCurve;
import io.ridgeline.study.LearningCurveResults.Point;
import io.ridgeline.study.LearningCurveResults.Trend;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning curves of trials whose accuracy is a formula of their number of images. */
final class LearningCurveTest {
  private static final int[] TEST = IntStream.range(0, 60).toArray();
  private static final int[] SIZES = {16, 32, 64, 128};

  private static StudySpec spec(String shares, int seeds) {
    return StudyFile.parse(
        """
        study: fake
        task: classification
        data: {phantom: {patients: 20}, folds: 2}
        model: resnet
        metric: accuracy
        learningCurve: SHARES
        seeds: SEEDS
        arms:
          none: []
          l1: [l1]
        """
            .replace("SHARES", shares)
            .replace("SEEDS", Integer.toString(seeds)),
        "fake.yaml",
        Path.of(""),
        TestVocabulary.VOCABULARY,
        Overrides.NONE);
  }

  private static Split split(String name, int size) {
    return new Split(name, IntStream.range(0, size).toArray(), new int[0], TEST);
  }

  private static List<Split> stages(String name) {
    List<Split> stages = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      stages.add(split(i < 3 ? name + "-share" + i : name, SIZES[i]));
    }
    return stages;
  }

  /** Right on the first {@code right} of the 60 test images. */
  private static TrialRecord record(TrialSpec spec, int right) {
    int[] labels = IntStream.of(TEST).map(i -> i % 2).toArray();
    double[][] probabilities = new double[60][];
    for (int i = 0; i < 60; i++) {
      double one = (i < right) == (labels[i] == 1) ? 0.9 : 0.1;
      probabilities[i] = new double[] {1 - one, one};
    }
    Predictions predictions = new Predictions(TEST, labels, probabilities);
    return new TrialRecord(
        spec,
        new TrialOutcome.Completed(1, 1, ""),
        List.of(),
        Map.of(Part.TEST, predictions),
        Map.of(),
        Map.of(),
        1,
        new TrialRecord.Timing(1, 1));
  }

  /** {@code none} gains 6 images with each doubling from 30; l1 3 from 40, more on split b. */
  private static List<TrialRecord> records(StudySpec spec, List<List<Split>> bySplit) {
    List<TrialRecord> records = new ArrayList<>();
    for (List<Split> stages : bySplit) {
      for (int stage = 0; stage < stages.size(); stage++) {
        String name = stages.get(stage).name();
        for (TrialSpec trial : StudyPlan.trials(spec, List.of(name), FakeStudy.DATA, "")) {
          boolean none = trial.arm().name().equals("none");
          int gain = name.startsWith("b") ? 2 : 3;
          int right = none ? 30 + 6 * stage : 40 + gain * stage + trial.seed();
          records.add(record(trial, right));
        }
      }
    }
    return records;
  }

  @Test
  void theTrendIsTheSlopeOfTheDifferenceOverDoublings() {
    StudySpec spec = spec("[0.125, 0.25, 0.5]", 2);
    List<List<Split>> bySplit = List.of(stages("a"), stages("b"));
    LearningCurveResults results =
        Objects.requireNonNull(
            LearningCurve.of(spec, FakeStudy.cohort(), bySplit, records(spec, bySplit)));
    ArmCurve none = results.arms().get(0);
    ArmCurve l1 = results.arms().get(1);
    assertNull(none.trend());
    assertEquals(
        List.of(16.0, 32.0, 64.0, 128.0), none.points().stream().map(Point::images).toList());
    assertEquals(List.of(0.125, 0.25, 0.5, 1.0), none.points().stream().map(Point::share).toList());
    for (int i = 0; i < 4; i++) {
      assertEquals((30 + 6 * i) / 60.0, none.points().get(i).mean(), 1e-12);
      assertEquals((10.5 - 3.5 * i) / 60.0, l1.points().get(i).difference(), 1e-12);
    }
    Trend trend = Objects.requireNonNull(l1.trend());
    assertEquals(-3.5 / 60, trend.perDoubling(), 1e-12);
    assertEquals("2 splits", trend.over());
    assertTrue(trend.low() < trend.perDoubling() && trend.perDoubling() < trend.high());
    double error = Objects.requireNonNull(none.law()).at(128);
    assertEquals(1 - 48 / 60.0, error, 0.02);
  }

  /** One split: the seeds alone are allowed for, and the words say so. */
  @Test
  void ofOneSplitTheSeedsTellHowSureTheTrendIs() {
    StudySpec spec = spec("[0.125, 0.25, 0.5]", 3);
    List<List<Split>> bySplit = List.of(stages("a"));
    LearningCurveResults results =
        Objects.requireNonNull(
            LearningCurve.of(spec, FakeStudy.cohort(), bySplit, records(spec, bySplit)));
    Trend trend = Objects.requireNonNull(results.arms().get(1).trend());
    assertEquals(-3.0 / 60, trend.perDoubling(), 1e-12);
    assertTrue(trend.over().startsWith("3 seeds"), trend.over());
  }

  @Test
  void aStudyThatDoesNotAskHasNone() {
    assertNull(
        LearningCurve.of(
            FakeStudy.spec(), FakeStudy.cohort(), List.of(List.of(FakeStudy.split())), List.of()));
  }

  @Test
  void theSharesStandInThePlanAndInTheResolvedFile() {
    StudySpec spec = spec("[0.25, 0.5]", 2);
    StudyPlan plan =
        StudyPlan.of(
            spec,
            List.of(new StudyPlan.SplitNames("a", List.of(), List.of("a-share1", "a-share2"))),
            TestVocabulary.VOCABULARY.methods(),
            FakeStudy.DATA,
            "");
    assertEquals(2 * 2 * 3, plan.size());
    assertEquals(2 * 2 * 3, spec.plannedPerArm(), "two folds of the file");
    StudySpec again =
        StudyFile.parse(
            spec.toYaml(), "s.yaml", Path.of(""), TestVocabulary.VOCABULARY, Overrides.NONE);
    assertEquals(spec, again);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.5", "[]", "[0.5, 0.2]", "[0, 0.5]", "[0.5, 1]", "[half]", "[0.5, 0.5]"})
  void whatIsNoRisingListOfSharesIsRefused(String shares) {
    String message =
        String.valueOf(assertThrows(StudyFileException.class, () -> spec(shares, 2)).getMessage());
    assertTrue(message.contains("give rising shares"), message);
  }
}
