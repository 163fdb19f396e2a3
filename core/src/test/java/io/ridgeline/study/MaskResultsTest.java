package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.metric.CaseValues;
import io.ridgeline.metric.Metrics;
import io.ridgeline.metric.Resampled;
import io.ridgeline.metric.SegmentationMetrics;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reckoned of masks: case by case, compared over patients or over splits. */
class MaskResultsTest {
  private static final StudySpec ONE = MaskStudy.spec("split: holdout", 2);
  private static final List<Split> HOLDOUT = List.of(MaskStudy.holdout());

  /**
   * Dice: 0.5 with a hundredth an example and a thousandth a seed; arm a adds 0.01, 0.02 ... 0.08
   * to the eight test patients, to both of a patient's cases alike. hd95: 2, and with a 3, but
   * undefined with a on every patient's first case.
   */
  private static double given(String metric, String arm, String split, int seed, int example) {
    boolean a = arm.equals("a");
    if (metric.equals("hd95")) {
      boolean first = example >= 8 && example % 2 == 0;
      return a ? (first ? Double.NaN : 3) : (first ? 50 : 2);
    }
    int patient = example < 8 ? example : 8 + (example - 8) / 2;
    double gain = patient < 4 ? 0 : 0.01 * (patient - 3);
    return 0.5 + 0.01 * example + 0.001 * seed + (a ? gain : 0);
  }

  private static Summary of(Map<String, Summary> byMetric, String metric) {
    return requireNonNull(byMetric.get(metric));
  }

  @Test
  void meansAreOverCasesThenOverTrials() {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    StudyResults results = Results.of(ONE, MaskStudy.cohort(), HOLDOUT, records);
    assertEquals("segmentation", results.task());
    assertEquals("dice", results.metric());
    ArmResult none = results.arms().get(0);
    // examples 4 to 15: 0.5 + 0.01 * 9.5, with seed 0 and with seed 1
    Summary dice = of(none.metrics(), "dice");
    assertEquals(0.5955, dice.mean(), 1e-12);
    assertEquals(0.595, dice.values().get(0), 1e-12);
    assertEquals(0.596, dice.values().get(1), 1e-12);
    // train: examples 0 and 1; validation: 2 and 3
    assertEquals(0.5055, of(none.train(), "dice").mean(), 1e-12);
    assertEquals(0.5255, of(none.validation(), "dice").mean(), 1e-12);
    assertEquals(-0.09, of(none.gap(), "dice").mean(), 1e-12);
    // hd95 of none: 8 cases of 2 and 4 of 50; of a: 3 wherever it is defined
    assertEquals((8 * 2 + 4 * 50) / 12.0, of(none.metrics(), "hd95").mean(), 1e-12);
    assertEquals(3, of(results.arms().get(1).metrics(), "hd95").mean(), 1e-12);
    // what was not measured is undefined, and the loss has no interval: no case's part is known
    assertTrue(Double.isNaN(of(none.metrics(), "nsd").mean()));
    assertEquals(0.75, of(none.metrics(), "loss").mean());
    assertTrue(Double.isNaN(of(none.metrics(), "loss").low()));
    assertEquals(0.5, of(none.gap(), "loss").mean());
  }

  @Test
  void oneSplitIsComparedByThePairedBootstrapOverPatientsWithinKindsOfImage() {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    Cohort cohort = MaskStudy.cohort();
    StudyResults results = Results.of(ONE, cohort, HOLDOUT, records);
    int[] test = MaskStudy.holdout().test();
    Resampled[][] cases = new Resampled[2][2];
    for (int arm = 0; arm < 2; arm++) {
      for (int seed = 0; seed < 2; seed++) {
        double[][] values = new double[test.length][1];
        for (int i = 0; i < test.length; i++) {
          values[i][0] = given("dice", arm == 0 ? "none" : "a", "", seed, test[i]);
        }
        cases[arm][seed] = new CaseValues(List.of("dice"), values);
      }
    }
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            Arrays.stream(test).map(cohort::stratum).toArray(),
            Arrays.stream(test).mapToObj(i -> cohort.examples().get(i).group()).toList(),
            cases,
            List.of(SegmentationMetrics.DICE),
            2000,
            ONE.seed());
    ArmResult a = results.arms().get(1);
    Summary dice = of(a.metrics(), "dice");
    assertEquals(bootstrap.mean(1, "dice"), new Interval(dice.mean(), dice.low(), dice.high()));
    PairedComparison expected = bootstrap.difference(1, 0, "dice");
    Comparison difference = requireNonNull(a.difference());
    // gains 0.01 to 0.04 once each, 0.05 to 0.08 twice: (0.10 + 0.52) / 12
    assertEquals(0.62 / 12, difference.mean(), 1e-12);
    assertEquals(expected.low(), difference.low());
    assertEquals(expected.high(), difference.high());
    assertEquals(expected.p(), difference.p());
    assertTrue(difference.method().contains("8 patients"), difference.method());
  }

  /** Eight patients gain by different amounts: of 2⁸ signs two are as extreme, p = 2 / 256. */
  @Test
  void wilcoxonOverPatientsIsASecondFigure() {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    Comparison difference =
        requireNonNull(
            Results.of(ONE, MaskStudy.cohort(), HOLDOUT, records).arms().get(1).difference());
    String second = "Wilcoxon's signed-rank test on 8 patients' means over seeds: p = 0.00781";
    assertTrue(difference.method().endsWith(second), difference.method());
  }

  /**
   * With arm a the first cases of four patients have no distance. Over the others none has 2 and a
   * has 3, so all differences are +1: eight ties, W₋ = 0, which one pattern of 2⁸ gives: p = 2/2⁸.
   * Had the baseline kept its 50s, its patients would have had 26.
   */
  @Test
  void aCaseThatOneArmMissesCountsInNeitherMean() {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    ArmResult a = Results.of(ONE, MaskStudy.cohort(), HOLDOUT, records).arms().get(1);
    Comparison hd95 = requireNonNull(a.differences().get("hd95"));
    String second = "Wilcoxon's signed-rank test on 8 patients' means over seeds: p = 0.00781";
    assertTrue(hd95.method().endsWith(second), hd95.method());
  }

  @Test
  void aSeedThatDivergedInOneArmIsLeftOutOfBoth() {
    List<TrialRecord> records =
        new ArrayList<>(MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given));
    records.replaceAll(
        r -> r.spec().arm().name().equals("a") && r.spec().seed() == 1 ? MaskStudy.diverged(r) : r);
    ArmResult a = Results.of(ONE, MaskStudy.cohort(), HOLDOUT, records).arms().get(1);
    Comparison difference = requireNonNull(a.difference());
    assertEquals(1, a.diverged());
    assertEquals(0.62 / 12, difference.mean(), 1e-12);
    assertTrue(
        difference.method().contains("8 patients' means over seeds: p = 0.00781"),
        difference.method());
    assertTrue(
        difference.method().endsWith("; 1 of 2 pairs of trials completed"), difference.method());
  }

  /** Four folds of four examples; a gains 0.01, 0.02, 0.03, 0.04 in them. */
  @Test
  void severalSplitsAreComparedByTheCorrectedResampledT() {
    StudySpec spec = MaskStudy.spec("folds: 4", 1);
    List<Split> folds = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int[] test = MaskStudy.range(4 * k, 4 * k + 4);
      int first = (4 * k + 4) % MaskStudy.EXAMPLES;
      int[] validation = {first, first + 1};
      int[] train =
          Arrays.stream(MaskStudy.range(0, MaskStudy.EXAMPLES))
              .filter(i -> Arrays.stream(test).noneMatch(t -> t == i))
              .filter(i -> i != first && i != first + 1)
              .toArray();
      folds.add(new Split("repeat1-fold" + (k + 1), train, validation, test));
    }
    MaskStudy.Values values =
        (metric, arm, split, seed, example) ->
            0.8 + (arm.equals("a") ? 0.01 * (split.charAt(split.length() - 1) - '0') : 0);
    List<TrialRecord> records = MaskStudy.records(spec, folds, values);
    ArmResult a = Results.of(spec, MaskStudy.cohort(), folds, records).arms().get(1);
    assertEquals(0.825, of(a.metrics(), "dice").mean(), 1e-12);
    Comparison difference = requireNonNull(a.difference());
    assertEquals("corrected resampled t over 4 splits", difference.method());
    assertEquals(0.025, difference.mean(), 1e-12);
    // variance 0.0005/3, corrected (1/4 + 4/12)·0.0005/3 = 9.7222e-5, its root 0.0098601; of t with
    // 3 degrees of freedom the quantile is 3.182446 (scipy.stats.t.ppf(0.975, 3))
    double half = 3.182446305284263 * Math.sqrt((1 / 4.0 + 4 / 12.0) * 0.0005 / 3);
    assertEquals(0.025 - half, difference.low(), 1e-9);
    assertEquals(0.025 + half, difference.high(), 1e-9);
    // 2·scipy.stats.t.sf(0.025 / sqrt(9.7222e-5), 3)
    assertEquals(0.08501637340085431, difference.p(), 1e-9);
  }

  @Test
  void everyMetricOfEveryTrialIsMeasured() {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    records.set(0, MaskStudy.diverged(records.get(0)));
    Measured measured = new Measured(ONE, Metrics.names(ONE.task()), HOLDOUT, records);
    List<String> names = new ArrayList<>(SegmentationMetrics.NAMES);
    names.add("loss");
    assertEquals(names, measured.names());
    int arm = ONE.arms().indexOf(records.get(0).spec().arm());
    int seed = records.get(0).spec().seed();
    assertTrue(Double.isNaN(measured.values(Part.TEST, "dice", arm)[0][seed]));
    assertEquals(1, measured.listed(measured.values(Part.TEST, "dice", arm), arm).size());
    // the other arm on train, examples 0 and 1, seeds 0 and 1
    assertArrayEquals(
        new double[] {0.505, 0.506}, measured.values(Part.TRAIN, "dice", 1 - arm)[0], 1e-12);
    assertArrayEquals(new double[] {0.5, 0.5}, measured.gap("loss", 1 - arm)[0]);
  }

  @Test
  void theFileReadsBack(@TempDir Path folder) throws IOException {
    List<TrialRecord> records = MaskStudy.records(ONE, HOLDOUT, MaskResultsTest::given);
    StudyResults results = Results.of(ONE, MaskStudy.cohort(), HOLDOUT, records);
    ResultsFile.write(folder, results);
    assertEquals(ResultsFile.json(results), ResultsFile.json(ResultsFile.read(folder)));
    assertTrue(Files.readString(folder.resolve("results.json")).contains("\"hd95\""));
  }
}
