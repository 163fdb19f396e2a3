package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CalibrationTest {
  private static final ClassificationMetric SLOPE = new CalibrationSlope();
  private static final ClassificationMetric INTERCEPT = new CalibrationIntercept();

  record Case(
      String name,
      int[] labels,
      double[][] probabilities,
      int[] counts,
      double slope,
      double intercept) {}

  private static List<Case> cases() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = CalibrationTest.class.getResourceAsStream("/metric/calibration.json")) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode node : json.readTree(Objects.requireNonNull(in))) {
        cases.add(json.treeToValue(node, Case.class));
      }
      return cases;
    }
  }

  @TestFactory
  List<DynamicTest> slopeAndInterceptAreThoseOfStatsmodels() throws IOException {
    return cases().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      Scores scores = new Scores(c.labels(), c.probabilities());
                      assertEquals(c.slope(), SLOPE.of(scores, c.counts()), 1e-8);
                      assertEquals(c.intercept(), INTERCEPT.of(scores, c.counts()), 1e-8);
                    }))
        .toList();
  }

  /** 1/4 of the quarter's 4 and 3/4 of the other 4: calibrated, and so by hand. */
  @Test
  void probabilitiesThatComeTrueHaveSlopeOneAndInterceptZero() {
    double[][] p = new double[8][];
    for (int i = 0; i < 8; i++) {
      double ofOne = i < 4 ? 0.25 : 0.75;
      p[i] = new double[] {1 - ofOne, ofOne};
    }
    int[] labels = {0, 0, 0, 1, 1, 1, 1, 0};
    assertEquals(1, SLOPE.of(labels, p), 1e-12);
    assertEquals(0, INTERCEPT.of(labels, p), 1e-12);
    // of odds that are squared, the slope is a half; one temperature mends both
    double[][] sure = TemperatureScaling.scaled(p, 0.5);
    assertEquals(0.5, SLOPE.of(labels, sure), 1e-12);
    assertEquals(2, TemperatureScaling.fit(labels, sure), 1e-6);
    // 1/4 and 3/4 where 3 of 4 happened everywhere: odds 3 to 1 against 1
    int[] more = {1, 1, 1, 0, 1, 1, 1, 0};
    double a = INTERCEPT.of(more, p);
    assertEquals(6, 4 / (1 + 3 * Math.exp(-a)) + 4 / (1 + Math.exp(-a) / 3), 1e-9);
  }

  @Test
  void whatHasNoFiniteSlopeIsUndefined() {
    double[][] p = {{0.9, 0.1}, {0.8, 0.2}, {0.3, 0.7}, {0.2, 0.8}};
    assertTrue(Double.isNaN(SLOPE.of(new int[] {0, 0, 1, 1}, p)), "parted");
    assertTrue(Double.isNaN(SLOPE.of(new int[] {1, 1, 0, 0}, p)), "parted the other way");
    assertTrue(Double.isNaN(SLOPE.of(new int[] {1, 1, 1, 1}, p)), "one outcome");
    assertTrue(Double.isNaN(INTERCEPT.of(new int[] {0, 0, 0, 0}, p)), "one outcome");
    double[][] same = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
    assertTrue(Double.isNaN(SLOPE.of(new int[] {0, 1, 1}, same)), "all alike");
    assertEquals(Math.log(2), INTERCEPT.of(new int[] {0, 1, 1}, same), 1e-10);
    double[][] broken = {{Double.NaN, 0.5}, {0.5, 0.5}, {0.4, 0.6}};
    assertTrue(Double.isNaN(SLOPE.of(new int[] {0, 1, 0}, broken)));
    assertTrue(Double.isNaN(INTERCEPT.of(new int[] {0, 1, 0}, broken)));
    Scores scores = new Scores(new int[] {0, 1, 0, 1}, p);
    assertFalse(Double.isNaN(SLOPE.of(scores, new int[] {1, 1, 1, 1})));
    assertTrue(Double.isNaN(SLOPE.of(scores, new int[] {0, 1, 1, 0})), "parted in the resample");
  }

  /** Certain predictions, some of them wrong. */
  @Test
  void certaintyIsFinite() {
    double[][] p = {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {1, 0}, {0, 1}};
    int[] labels = {0, 0, 1, 1, 1, 0};
    double odds = -Math.log(Float.MIN_VALUE);
    // two of three are right on either side
    assertEquals(Math.log(2) / odds, SLOPE.of(labels, p), 1e-9);
    assertEquals(0, INTERCEPT.of(labels, p), 1e-9);
  }

  @Test
  void theyAreFoundByNameAndDecideNothing() {
    assertEquals("Calibration slope", Metrics.named("calibration-slope").label());
    assertEquals("Calibration intercept", ClassificationMetrics.label("calibration-intercept"));
    assertFalse(ClassificationMetrics.NAMES.contains("calibration-slope"));
  }
}
