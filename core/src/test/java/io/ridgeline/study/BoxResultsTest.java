package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.Resampled;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is reckoned of boxes: on all test images together, compared over patients or splits. */
class BoxResultsTest {
  private static final StudySpec ONE = BoxStudy.spec("split: holdout", 2);

  /** Twelve test images of six patients. */
  private static final Split HOLDOUT =
      new Split(
          "holdout",
          new int[] {0, 1},
          new int[] {2, 3},
          IntStream.range(4, BoxStudy.EXAMPLES).toArray());

  /** In training all; in test every fourth with none, every second with a, one more with seed 1. */
  private static boolean found(String arm, int seed, int example) {
    return example < 4 || example % (arm.equals("a") ? 2 : 4) == 0 || (seed == 1 && example == 5);
  }

  private static Summary of(Map<String, Summary> byMetric, String metric) {
    return requireNonNull(byMetric.get(metric));
  }

  /**
   * Hits come before all false ones: average precision is the share that is found. Of test images
   * 4, 8 and 12 with none, with seed 1 also 5: 3/12 and 4/12. With a 6/12 and 7/12.
   */
  @Test
  void oneSplitIsComparedByThePairedBootstrapOverPatients() {
    List<TrialRecord> records = BoxStudy.records(ONE, List.of(HOLDOUT), BoxResultsTest::found);
    Cohort cohort = BoxStudy.cohort();
    StudyResults results = Results.of(ONE, cohort, List.of(HOLDOUT), records);
    assertEquals("detection", results.task());
    assertEquals("ap50", results.metric());
    ArmResult none = results.arms().get(0);
    ArmResult a = results.arms().get(1);
    assertEquals(List.of(3.0 / 12, 4.0 / 12), of(none.metrics(), "ap50").values());
    assertEquals(6.5 / 12, of(a.metrics(), "ap50").mean(), 1e-12);
    assertEquals(1 - 6.5 / 12, of(a.gap(), "ap50").mean(), 1e-12);
    // 40² square pixels are of medium size.
    assertTrue(Double.isNaN(of(a.metrics(), "ap-small").mean()));
    assertEquals(6.5 / 12, of(a.metrics(), "ar100").mean(), 1e-12);
    assertTrue(Double.isNaN(of(a.metrics(), "loss").low()));

    int[] test = HOLDOUT.test();
    Resampled[][] trials = new Resampled[2][2];
    for (TrialRecord record : records) {
      int arm = record.spec().arm().name().equals("a") ? 1 : 0;
      trials[arm][record.spec().seed()] =
          BoxStudy.detections(record.spec(), test, BoxResultsTest::found).matched();
    }
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            new int[test.length],
            Arrays.stream(test).mapToObj(i -> "p" + i / 2).toList(),
            trials,
            DetectionMetrics.ALL,
            2000,
            ONE.seed());
    Summary summary = of(a.metrics(), "ap50");
    assertEquals(
        bootstrap.mean(1, "ap50"), new Interval(summary.mean(), summary.low(), summary.high()));
    PairedComparison expected = bootstrap.difference(1, 0, "ap50");
    Comparison difference = requireNonNull(a.difference());
    assertEquals(3.0 / 12, difference.mean(), 1e-12);
    assertEquals(expected.low(), difference.low());
    assertEquals(expected.high(), difference.high());
    assertEquals(expected.p(), difference.p());
    assertTrue(difference.method().contains("6 patients"), difference.method());
    assertFalse(difference.method().contains(";"), difference.method());
  }

  @Test
  void aTrialThatDivergedIsLeftOut() {
    List<TrialRecord> records =
        new ArrayList<>(BoxStudy.records(ONE, List.of(HOLDOUT), BoxResultsTest::found));
    records.replaceAll(
        r -> r.spec().arm().name().equals("a") && r.spec().seed() == 1 ? MaskStudy.diverged(r) : r);
    ArmResult a = Results.of(ONE, BoxStudy.cohort(), List.of(HOLDOUT), records).arms().get(1);
    assertEquals(6.0 / 12, of(a.metrics(), "ap50").mean(), 1e-12);
    Comparison difference = requireNonNull(a.difference());
    assertTrue(
        difference.method().endsWith("; 1 of 2 pairs of trials completed"), difference.method());
  }

  /** Four folds of four images; none finds one of them, a finds 1, 2, 3 and 4. */
  @Test
  void severalSplitsAreComparedByTheCorrectedResampledT() {
    StudySpec spec = BoxStudy.spec("folds: 4", 1);
    List<Split> folds = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int first = 4 * k;
      int[] rest =
          IntStream.range(0, BoxStudy.EXAMPLES).filter(i -> i < first || i >= first + 4).toArray();
      folds.add(
          new Split(
              "repeat1-fold" + (k + 1),
              Arrays.copyOf(rest, 10),
              Arrays.copyOfRange(rest, 10, 12),
              IntStream.range(first, first + 4).toArray()));
    }
    List<TrialRecord> records =
        BoxStudy.records(
            spec,
            folds,
            (arm, seed, example) -> example % 4 <= (arm.equals("a") ? example / 4 : 0));
    ArmResult a = Results.of(spec, BoxStudy.cohort(), folds, records).arms().get(1);
    assertEquals(List.of(.25, .5, .75, 1.0), of(a.metrics(), "ap50").values());
    Comparison difference = requireNonNull(a.difference());
    assertEquals("corrected resampled t over 4 splits", difference.method());
    assertEquals(0.375, difference.mean(), 1e-12);
    assertEquals(Part.values().length, records.get(0).predictions().size());
    // The gains 0, 1/4, 1/2, 3/4 have variance 5/48; corrected (1/4 + 4/12)·5/48, and the quantile
    // of t with 3 degrees of freedom is 3.182446 (scipy.stats.t.ppf(0.975, 3)).
    double half = 3.182446305284263 * Math.sqrt((1 / 4.0 + 4 / 12.0) * 5 / 48);
    assertEquals(0.375 - half, difference.low(), 1e-9);
    assertEquals(0.375 + half, difference.high(), 1e-9);
  }
}
