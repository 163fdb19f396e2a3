package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClassificationMetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Case(
      String name,
      int[] labels,
      double[][] probabilities,
      int[] counts,
      Map<String, Double> expected) {}

  private static JsonNode fixture() throws IOException {
    try (InputStream in =
        ClassificationMetricsTest.class.getResourceAsStream("/metric/metrics.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static double value(Map<String, Double> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : fixture().get("cases")) {
      cases.add(JSON.treeToValue(node, Case.class));
    }
    return cases;
  }

  @TestFactory
  List<DynamicTest> agreesWithScikitLearn() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case c : cases()) {
      Scores scores = new Scores(c.labels(), c.probabilities());
      c.expected()
          .forEach(
              (name, value) ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          c.name() + ": " + name,
                          () ->
                              assertEquals(
                                  value,
                                  ClassificationMetrics.metric(name).of(scores, c.counts()),
                                  1e-12))));
    }
    assertEquals(7 * 10 + 3, tests.size());
    return tests;
  }

  @Test
  void countsAreRepetitions() throws IOException {
    for (Case c : cases()) {
      List<Integer> drawn = new ArrayList<>();
      for (int i = 0; i < c.counts().length; i++) {
        for (int j = 0; j < c.counts()[i]; j++) {
          drawn.add(i);
        }
      }
      int[] labels = drawn.stream().mapToInt(i -> c.labels()[i]).toArray();
      double[][] rows = drawn.stream().map(i -> c.probabilities()[i]).toArray(double[][]::new);
      Scores scores = new Scores(c.labels(), c.probabilities());
      ClassificationMetrics.all(labels, rows)
          .forEach(
              (name, value) ->
                  assertEquals(
                      value,
                      ClassificationMetrics.metric(name).of(scores, c.counts()),
                      1e-12,
                      c.name() + ": " + name));
    }
  }

  @Test
  void orderOfExamplesDoesNotMatter() throws IOException {
    for (Case c : cases()) {
      int n = c.labels().length;
      int[] labels = new int[n];
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        labels[i] = c.labels()[n - 1 - i];
        rows[i] = c.probabilities()[n - 1 - i];
      }
      Map<String, Double> reversed = ClassificationMetrics.all(labels, rows);
      ClassificationMetrics.all(c.labels(), c.probabilities())
          .forEach((name, value) -> assertEquals(value, value(reversed, name), 1e-12, name));
    }
  }

  @Test
  void sixExamplesByHand() {
    // Positives score .9 .6 .4, the others .6 .3 .1: of 9 pairs 7 right, 1 tied, 1 wrong.
    int[] labels = {1, 1, 1, 0, 0, 0};
    double[][] p = {{.1, .9}, {.4, .6}, {.6, .4}, {.4, .6}, {.7, .3}, {.9, .1}};
    Map<String, Double> all = ClassificationMetrics.all(labels, p);
    assertEquals(7.5 / 9, value(all, "auroc"), 1e-15);
    assertEquals(1 / 3.0 + 1 / 3.0 * 2 / 3 + 1 / 3.0 * 3 / 4, value(all, "auprc"), 1e-15);
    assertEquals(4 / 6.0, value(all, "accuracy"), 1e-15);
    assertEquals(4 / 6.0, value(all, "f1"), 1e-15);
    assertEquals(1 / 3.0, value(all, "mcc"), 1e-15);
    assertEquals(1 / 3.0, value(all, "sensitivity-at-90-specificity"), 1e-15);
    assertEquals(2 / 3.0, value(all, "specificity-at-90-sensitivity"), 1e-15);
    assertEquals((.01 + .16 + .36 + .36 + .09 + .01) / 6, value(all, "brier"), 1e-15);
    assertEquals(List.copyOf(all.keySet()), ClassificationMetrics.NAMES);
  }

  @Test
  void whatOneClassCannotSayIsUndefined() {
    int[] labels = {1, 1, 1};
    double[][] p = {{.2, .8}, {.3, .7}, {.6, .4}};
    Map<String, Double> all = ClassificationMetrics.all(labels, p);
    for (String name :
        List.of(
            "auroc",
            "auprc",
            "balanced-accuracy",
            "mcc",
            "sensitivity-at-90-specificity",
            "specificity-at-90-sensitivity")) {
      assertEquals(Double.NaN, value(all, name), name);
    }
    assertEquals(2 / 3.0, value(all, "accuracy"), 1e-15);
    assertEquals(0.8, value(all, "f1"), 1e-15);
    assertEquals((.04 + .09 + .36) / 3, value(all, "brier"), 1e-15);
    int[] none = {0, 0, 0};
    assertEquals(Double.NaN, ClassificationMetrics.of("f1", none, p));
    assertEquals(Double.NaN, ClassificationMetrics.of("auroc", none, p));
    double[][] three = {{.2, .7, .1}, {.8, .1, .1}, {.3, .6, .1}};
    assertEquals(Double.NaN, ClassificationMetrics.of("auroc", new int[] {1, 0, 1}, three));
  }

  @Test
  void aConstantClassifierScoresAsChance() {
    int[] labels = {0, 1, 0, 1, 0};
    double[][] p = {{.6, .4}, {.6, .4}, {.6, .4}, {.6, .4}, {.6, .4}};
    Map<String, Double> all = ClassificationMetrics.all(labels, p);
    assertEquals(0.5, value(all, "auroc"));
    assertEquals(0.4, value(all, "auprc"), 1e-15);
    assertEquals(0.0, value(all, "mcc"));
    assertEquals(0.0, value(all, "f1"));
    assertEquals(0.5, value(all, "balanced-accuracy"));
    assertEquals(0.0, value(all, "sensitivity-at-90-specificity"));
    assertEquals(0.0, value(all, "specificity-at-90-sensitivity"));
    assertEquals(0.0, value(all, "ece"), 1e-15);
  }

  @Test
  void notANumberIsUndefined() {
    double[][] p = {{.2, .8}, {Double.NaN, Double.NaN}, {.6, .4}};
    ClassificationMetrics.all(new int[] {0, 1, 1}, p)
        .forEach((name, value) -> assertEquals(Double.NaN, value, name));
  }

  @Test
  void aConfidentErrorCostsThirtySix() {
    double[][] p = {{1, 0}};
    assertEquals(52 * Math.log(2), ClassificationMetrics.of("log-loss", new int[] {1}, p), 1e-12);
  }

  @Test
  void aurocIsTheShareOfPairsInOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      int n = 2 + random.nextInt(40);
      int[] labels = new int[n];
      double[][] p = new double[n][];
      for (int i = 0; i < n; i++) {
        labels[i] = i < 2 ? i : random.nextInt(2);
        double q = random.nextInt(8) / 8.0;
        p[i] = new double[] {1 - q, q};
      }
      double won = 0;
      int pairs = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (labels[i] == 1 && labels[j] == 0) {
            won += p[i][1] > p[j][1] ? 1 : p[i][1] == p[j][1] ? 0.5 : 0;
            pairs++;
          }
        }
      }
      assertEquals(won / pairs, ClassificationMetrics.of("auroc", labels, p), 1e-14);
    }
  }

  @Test
  void rocCurveKeepsEveryDistinctThreshold() {
    int[] labels = {1, 1, 0, 0};
    double[][] p = {{.1, .9}, {.5, .5}, {.5, .5}, {.8, .2}};
    Scores scores = new Scores(labels, p);
    RocCurve curve = RocCurve.of(scores, 1, scores.once());
    assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, .9, .5, .2}, curve.thresholds());
    assertArrayEquals(new long[] {0, 1, 2, 2}, curve.truePositives());
    assertArrayEquals(new long[] {0, 0, 1, 2}, curve.falsePositives());
    assertEquals(0.5, curve.specificity(2));
    assertEquals(1.0, curve.sensitivity(2));
    RocCurve without = RocCurve.of(scores, 1, new int[] {1, 0, 0, 2});
    assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, .9, .2}, without.thresholds());
  }

  @Test
  void reliabilityHasWilsonIntervals() throws IOException {
    for (JsonNode row : fixture().get("wilson")) {
      int events = row.get(0).asInt();
      int n = row.get(1).asInt();
      int[] labels = new int[n];
      double[][] p = new double[n][];
      for (int i = 0; i < n; i++) {
        labels[i] = i < events ? 1 : 0;
        p[i] = new double[] {.7, .3};
      }
      Scores scores = new Scores(labels, p);
      List<Reliability.Bin> bins = Reliability.of(scores, scores.once(), 10).bins();
      assertEquals(1, bins.size());
      assertEquals(n, bins.get(0).count());
      assertEquals(.3, bins.get(0).predicted(), 1e-12);
      assertEquals((double) events / n, bins.get(0).observed());
      assertEquals(row.get(2).asDouble(), bins.get(0).low(), 1e-12);
      assertEquals(row.get(3).asDouble(), bins.get(0).high(), 1e-12);
    }
  }

  @Test
  void namesAreListedWhenOneIsUnknown() {
    var e = assertThrows(IllegalArgumentException.class, () -> ClassificationMetrics.metric("auc"));
    assertTrue(String.valueOf(e.getMessage()).contains("balanced-accuracy"));
    assertFalse(ClassificationMetrics.higherIsBetter("ece"));
    assertTrue(ClassificationMetrics.higherIsBetter("auroc"));
    assertEquals(
        "Sensitivity at 90 % specificity",
        ClassificationMetrics.label("sensitivity-at-90-specificity"));
  }

  @Test
  void wrongShapesAreRefusedWithTheirPlace() {
    double[][] two = {{.5, .5}, {.5, .5}};
    assertThrows(IllegalArgumentException.class, () -> new Scores(new int[] {0}, two));
    assertThrows(IllegalArgumentException.class, () -> new Scores(new int[0], new double[0][]));
    var e = assertThrows(IllegalArgumentException.class, () -> new Scores(new int[] {0, 2}, two));
    assertEquals("label 2 of row 1 is not one of 2 classes", e.getMessage());
    double[][] ragged = {{.5, .5}, {1}};
    assertThrows(IllegalArgumentException.class, () -> new Scores(new int[] {0, 1}, ragged));
  }
}
