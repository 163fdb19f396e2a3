package io.ridgeline.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.metric.CaseValues;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.metric.Resampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static final List<String> AUROC = List.of("auroc");

  @Test
  void ofOneSeedItAgreesWithDeLong() {
    SimulatedStudy study = new SimulatedStudy(1, 150, 1, 1.2);
    double[][][][] arms = {study.arm(0, 0), study.arm(0.5, 0)};
    PairedBootstrap bootstrap =
        new PairedBootstrap(study.labels, study.patients(), arms, AUROC, 4000, 1);
    // A second seed that is the first leaves the patients' part alone, symmetric as DeLong's.
    double[][][][] twice = {{arms[0][0], arms[0][0]}, {arms[1][0], arms[1][0]}};
    PairedBootstrap symmetric =
        new PairedBootstrap(study.labels, study.patients(), twice, AUROC, 4000, 1);
    DeLong deLong =
        DeLong.of(study.labels, DeLong.seedAverage(arms[1]), DeLong.seedAverage(arms[0]));
    PairedComparison ours = bootstrap.difference(1, 0, "auroc");
    PairedComparison theirs = deLong.difference();
    assertEquals(theirs.mean(), ours.mean(), 1e-12);
    assertEquals(1, ours.standardError() / theirs.standardError(), 0.05);
    assertEquals(deLong.firstInterval().low(), symmetric.mean(1, "auroc").low(), 0.005);
    assertEquals(deLong.firstInterval().high(), symmetric.mean(1, "auroc").high(), 0.005);
    assertEquals(
        "Obuchowski-Rockette over 1 seed and a paired bootstrap of 150 patients (4000 draws)",
        ours.method());
  }

  /**
   * Accuracy of seeds that do not vary is a mean within fixed classes, so its variance is known: Σ
   * over classes of nₖ·pₖ(1 − pₖ)/n².
   */
  @Test
  void varianceOfAccuracyByHand() {
    int[] labels = new int[100];
    double[][] p = new double[100][];
    for (int i = 0; i < 100; i++) {
      labels[i] = i < 40 ? 1 : 0;
      boolean right = i < 40 ? i < 30 : i < 94;
      p[i] = right == (labels[i] == 1) ? new double[] {.3, .7} : new double[] {.7, .3};
    }
    List<String> patients = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            labels, patients, new double[][][][] {{p, p}}, List.of("accuracy"), 20000, 3);
    Interval interval = bootstrap.mean(0, "accuracy");
    double standardError = Math.sqrt(40 * .75 * .25 + 60 * .9 * .1) / 100;
    assertEquals(.84, interval.mean(), 1e-12);
    assertEquals(1.959964 * standardError, interval.high() - .84, 0.03 * standardError);
  }

  /**
   * A mean over cases within two strata has a known variance under resampling: Σ over strata of
   * (nₖ/n)²·sₖ²/nₖ, sₖ² with nₖ in the denominator.
   */
  @Test
  void varianceOfAMeanOverCasesByHand() {
    Random random = new Random(5);
    int[] strata = new int[90];
    double[][] values = new double[90][2];
    double[][] sums = new double[2][2];
    for (int i = 0; i < 90; i++) {
      int k = i < 30 ? 1 : 0;
      strata[i] = k;
      values[i] = new double[] {.6 + .2 * k + .1 * random.nextGaussian(), Double.NaN};
      sums[k][0] += values[i][0];
      sums[k][1] += values[i][0] * values[i][0];
    }
    double variance = 0;
    for (int k = 0; k < 2; k++) {
      int n = k == 1 ? 30 : 60;
      double mean = sums[k][0] / n;
      variance += n / 90.0 * (n / 90.0) * (sums[k][1] / n - mean * mean) / n;
    }
    List<String> patients = IntStream.range(0, 90).mapToObj(String::valueOf).toList();
    CaseValues cases = new CaseValues(List.of("dice", "hd95"), values);
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            strata,
            patients,
            new CaseValues[][] {{cases, cases}},
            List.of(Metrics.named("dice"), Metrics.named("hd95")),
            20000,
            3);
    Interval interval = bootstrap.mean(0, "dice");
    double mean = (sums[0][0] + sums[1][0]) / 90;
    assertEquals(mean, interval.mean(), 1e-12);
    assertEquals(1.959964, (interval.high() - mean) / Math.sqrt(variance), 0.05);
    assertTrue(Double.isNaN(bootstrap.mean(0, "hd95").mean()));
  }

  /** Accuracy is the mean over images of being right: the same numbers either way. */
  @Test
  void casesAndClassifiersAreAnalysedAlike() {
    SimulatedStudy study = new SimulatedStudy(9, 60, 3, 1);
    double[][][][] arms = {study.arm(0, 0.2), study.arm(0.5, 0.2)};
    arms[1][2] = new double[0][];
    CaseValues[][] right = new CaseValues[2][3];
    for (int a = 0; a < 2; a++) {
      for (int s = 0; s < 3; s++) {
        double[][] p = arms[a][s];
        double[][] values = new double[p.length][1];
        for (int i = 0; i < p.length; i++) {
          values[i][0] = (p[i][1] > p[i][0] ? 1 : 0) == study.labels[i] ? 1 : 0;
        }
        right[a][s] = new CaseValues(List.of("accuracy"), values);
      }
    }
    @Nullable Resampled[][] cases = {right[0], {right[1][0], right[1][1], null}};
    List<String> accuracy = List.of("accuracy");
    PairedBootstrap classifiers =
        new PairedBootstrap(study.labels, study.patients(), arms, accuracy, 500, 7);
    PairedBootstrap means =
        new PairedBootstrap(
            study.labels, study.patients(), cases, List.of(Metrics.named("accuracy")), 500, 7);
    PairedComparison expected = classifiers.difference(1, 0, "accuracy");
    PairedComparison actual = means.difference(1, 0, "accuracy");
    assertEquals(expected.mean(), actual.mean(), 1e-12);
    assertEquals(expected.standardError(), actual.standardError(), 1e-12);
    assertEquals(expected.method(), actual.method());
    assertEquals(classifiers.mean(0, "accuracy").low(), means.mean(0, "accuracy").low(), 1e-12);
  }

  @Test
  void everyMetricMustBeMeasured() {
    CaseValues[][] one = {{new CaseValues(List.of("dice"), new double[][] {{1}, {.5}})}};
    List<Metric> two = List.of(Metrics.named("dice"), Metrics.named("iou"));
    int[] strata = {0, 0};
    assertThrows(
        IllegalArgumentException.class,
        () -> new PairedBootstrap(strata, List.of("a", "b"), one, two, 10, 1));
  }

  @Test
  void imagesOfOnePatientAreNotEvidenceTwice() {
    SimulatedStudy study = new SimulatedStudy(5, 80, 2, 1);
    double[][][][] arms = {study.arm(0, 0.2), study.arm(0.3, 0.2)};
    int n = study.labels.length;
    int[] labels = IntStream.range(0, 2 * n).map(i -> study.labels[i % n]).toArray();
    double[][][][] twice = new double[2][2][2 * n][];
    for (int a = 0; a < 2; a++) {
      for (int s = 0; s < 2; s++) {
        for (int i = 0; i < 2 * n; i++) {
          twice[a][s][i] = arms[a][s][i % n];
        }
      }
    }
    List<String> patients = new ArrayList<>(study.patients());
    patients.addAll(study.patients());
    List<String> images = IntStream.range(0, 2 * n).mapToObj(String::valueOf).toList();
    double once = width(new PairedBootstrap(study.labels, study.patients(), arms, AUROC, 2000, 1));
    double grouped = width(new PairedBootstrap(labels, patients, twice, AUROC, 2000, 1));
    double ungrouped = width(new PairedBootstrap(labels, images, twice, AUROC, 2000, 1));
    assertEquals(once, grouped, 1e-9);
    assertTrue(ungrouped < 0.9 * once, ungrouped + " of " + once);
  }

  private static double width(PairedBootstrap bootstrap) {
    Interval interval = bootstrap.mean(0, "auroc");
    return interval.high() - interval.low();
  }

  @Test
  void equalInputsGiveEqualResults() {
    SimulatedStudy study = new SimulatedStudy(9, 60, 3, 1);
    double[][][][] arms = {study.arm(0, 0.2), study.arm(0.5, 0.2)};
    List<String> names = ClassificationMetrics.NAMES;
    PairedBootstrap first =
        new PairedBootstrap(study.labels, study.patients(), arms, names, 200, 7);
    PairedBootstrap again =
        new PairedBootstrap(study.labels, study.patients(), arms, names, 200, 7);
    PairedBootstrap other =
        new PairedBootstrap(study.labels, study.patients(), arms, names, 200, 8);
    for (String name : names) {
      assertEquals(first.difference(1, 0, name), again.difference(1, 0, name));
      assertEquals(first.mean(1, name), again.mean(1, name));
      assertFalse(Double.isNaN(first.difference(1, 0, name).p()), name);
    }
    assertNotEquals(first.mean(1, "auroc"), other.mean(1, "auroc"));
    // One metric alone sees the same draws.
    PairedBootstrap alone =
        new PairedBootstrap(study.labels, study.patients(), arms, AUROC, 200, 7);
    assertEquals(first.difference(1, 0, "auroc"), alone.difference(1, 0, "auroc"));
  }

  @Test
  void anArmDoesNotDifferFromItself() {
    SimulatedStudy study = new SimulatedStudy(9, 60, 3, 1);
    double[][][] arm = study.arm(0, 0.2);
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            study.labels, study.patients(), new double[][][][] {arm, arm}, AUROC, 200, 7);
    PairedComparison c = bootstrap.difference(1, 0, "auroc");
    assertEquals(0, c.mean());
    assertEquals(1, c.p());
    assertEquals(Verdict.PRACTICALLY_EQUAL, Verdict.of(c, c.p(), true, 0.01));
  }

  @Test
  void trialsThatDidNotCompleteAreLeftOutInPairs() {
    SimulatedStudy study = new SimulatedStudy(11, 60, 3, 1);
    double[][][] baseline = study.arm(0, 0.2);
    double[][][] arm = study.arm(0.5, 0.2);
    double[][][][] whole = {baseline, arm};
    double[][][][] gaps = {
      {baseline[0], new double[0][], baseline[2]}, {arm[0], arm[1], new double[0][]}
    };
    PairedBootstrap all = new PairedBootstrap(study.labels, study.patients(), whole, AUROC, 200, 7);
    PairedBootstrap some = new PairedBootstrap(study.labels, study.patients(), gaps, AUROC, 200, 7);
    assertTrue(Double.isNaN(some.values(0, "auroc")[1]));
    assertEquals(all.values(0, "auroc")[2], some.values(0, "auroc")[2]);
    double[] a = all.values(1, "auroc");
    double[] b = all.values(0, "auroc");
    PairedComparison c = some.difference(1, 0, "auroc");
    assertEquals(a[0] - b[0], c.mean(), 1e-15);
    assertTrue(c.method().contains("1 of 3 seeds"), c.method());
    assertEquals((b[0] + b[2]) / 2, some.mean(0, "auroc").mean(), 1e-15);
    double[][][][] none = {baseline, {{}, {}, {}}};
    PairedComparison undefined =
        new PairedBootstrap(study.labels, study.patients(), none, AUROC, 200, 7)
            .difference(1, 0, "auroc");
    assertTrue(Double.isNaN(undefined.mean()) && Double.isNaN(undefined.p()));
  }

  @Test
  void gapIsTrainMinusTest() {
    SimulatedStudy study = new SimulatedStudy(13, 100, 3, 1);
    double[][][][] arms = {study.arm(0, 0.3)};
    PairedBootstrap bootstrap =
        new PairedBootstrap(study.labels, study.patients(), arms, AUROC, 1000, 7);
    double[] test = bootstrap.values(0, "auroc");
    double[] train = {1, 1, 1};
    Interval gap = bootstrap.gap(0, "auroc", train);
    Interval mean = bootstrap.mean(0, "auroc");
    assertEquals(1 - Arrays.stream(test).average().orElseThrow(), gap.mean(), 1e-12);
    // With train fixed, the gap is as sure as the test metric is.
    assertEquals(1 - mean.low(), gap.high(), 1e-9);
    double[] missing = {1, Double.NaN, 1};
    assertEquals(1 - (test[0] + test[2]) / 2, bootstrap.gap(0, "auroc", missing).mean(), 1e-12);
  }

  @Test
  void rareClassesAreInEveryDraw() {
    // The only image of class 2 belongs to a patient with one of class 0.
    int[] labels = {0, 0, 0, 1, 1, 2, 0};
    List<String> groups = List.of("a", "b", "c", "d", "e", "f", "f");
    PatientDraws draws = new PatientDraws(labels, groups, 1);
    assertEquals(6, draws.patients());
    int[] total = new int[7];
    for (int b = 0; b < 4000; b++) {
      int[] counts = draws.next();
      assertEquals(7, Arrays.stream(counts).sum());
      assertEquals(1, counts[5]);
      assertEquals(1, counts[6]);
      assertEquals(2, counts[3] + counts[4]);
      Arrays.setAll(total, i -> total[i] + counts[i]);
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(1, total[i] / 4000.0, 0.06);
    }
    assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1}, draws.all());
  }

  @Test
  void unlikeShapesAreRefused() {
    SimulatedStudy study = new SimulatedStudy(13, 20, 2, 1);
    double[][][] two = study.arm(0, 0);
    double[][][] one = {two[0]};
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PairedBootstrap(
                study.labels, study.patients(), new double[][][][] {two, one}, AUROC, 10, 1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PairedBootstrap(
                study.labels, List.of("a"), new double[][][][] {two}, AUROC, 10, 1));
    PairedBootstrap bootstrap =
        new PairedBootstrap(study.labels, study.patients(), new double[][][][] {two}, AUROC, 10, 1);
    assertThrows(IllegalArgumentException.class, () -> bootstrap.mean(0, "brier"));
  }
}
