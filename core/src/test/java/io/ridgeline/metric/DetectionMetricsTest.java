package io.ridgeline.metric;

import static io.ridgeline.metric.FoundBoxes.found;
import static io.ridgeline.metric.FoundBoxes.truth;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DetectionMetricsTest {
  private static final double NAN = Double.NaN;

  @TestFactory
  List<DynamicTest> agreesWithPycocotoolsAndNumpy() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode f : Fixture.read("metric/detection.json").get("sets")) {
      MatchedDetections matched =
          new MatchedDetections(FoundBoxes.cases(f.get("cases")), f.get("classes").asInt());
      for (DetectionMetric metric : DetectionMetrics.ALL) {
        tests.add(
            DynamicTest.dynamicTest(
                f.get("name").asText() + ": " + metric.name(),
                () -> {
                  assertEquals(
                      f.get("metrics").get(metric.name()).asDouble(), matched.of(metric), 1e-9);
                  assertArrayEquals(
                      Fixture.doubles(f.get("byClass").get(metric.name())),
                      matched.byClass(metric),
                      1e-9);
                }));
      }
    }
    assertEquals(2 * 8, tests.size());
    return tests;
  }

  private static MatchedDetections one(List<LabelledBox> truth, ScoredBox... found) {
    return new MatchedDetections(List.of(new DetectionCase(truth, List.of(found))), 1);
  }

  private static double of(MatchedDetections matched, String metric) {
    return matched.of(DetectionMetrics.metric(metric));
  }

  /** Two objects of 100 and 10 000 square pixels, each found exactly, in an image of its own. */
  @Test
  void perfectDetection() {
    MatchedDetections matched =
        new MatchedDetections(
            List.of(
                new DetectionCase(List.of(truth(3, 4, 13, 14)), List.of(found(.6, 3, 4, 13, 14))),
                new DetectionCase(
                    List.of(truth(1, 0, 0, 100, 100)), List.of(found(1, .7, 0, 0, 100, 100)))),
            2);
    assertEquals(
        List.of("ap50", "ap", "ap75", "ap-small", "ap-medium", "ap-large", "ar100", "froc"),
        DetectionMetrics.NAMES);
    assertEquals(DetectionMetrics.NAMES, List.copyOf(matched.all().keySet()));
    assertArrayEquals(
        new double[] {1, 1, 1, 1, NAN, 1, 1, 1},
        matched.all().values().stream().mapToDouble(v -> v).toArray(),
        1e-12);
    // Class 0 has only the small object, class 1 only the large one.
    assertArrayEquals(
        new double[] {1, NAN}, matched.byClass(DetectionMetrics.metric("ap-small")), 1e-12);
    assertArrayEquals(
        new double[] {NAN, 1}, matched.byClass(DetectionMetrics.metric("ap-large")), 1e-12);
  }

  /**
   * Precision is 1/2 wherever there is recall. One false positive an image stands above the only
   * hit: nothing at rates 1/8, 1/4 and 1/2, all at 1, 2, 4 and 8.
   */
  @Test
  void oneFalseAboveOneTrue() {
    MatchedDetections matched =
        one(List.of(truth(0, 0, 10, 10)), found(.9, 50, 50, 60, 60), found(.8, 0, 0, 10, 10));
    assertEquals(.5, of(matched, "ap50"), 1e-12);
    assertEquals(.5, of(matched, "ap"), 1e-12);
    assertEquals(1, of(matched, "ar100"), 1e-12);
    assertEquals(4.0 / 7, of(matched, "froc"), 1e-12);
  }

  /**
   * The second detection of the first object is false: precision 1 at recall 1/2, 2/3 at recall 1.
   * COCO reads 1 at the 51 recalls up to 0.5 and 2/3 at the other 50.
   */
  @Test
  void aSecondDetectionOfAnObjectIsFalse() {
    MatchedDetections matched =
        one(
            List.of(truth(0, 0, 10, 10), truth(50, 50, 60, 60)),
            found(.7, 50, 50, 60, 60),
            found(.9, 0, 0, 10, 10),
            found(.8, 0, 0, 10, 10));
    assertEquals((1 + 2.0 / 3) / 2, of(matched, "ap50"), 1e-12);
    assertEquals((51 + 50 * 2.0 / 3) / 101, of(matched, "ap"), 1e-12);
    assertEquals((51 + 50 * 2.0 / 3) / 101, of(matched, "ap-small"), 1e-12);
    // At no false positive one half, at one all.
    assertEquals((3 * .5 + 4) / 7, of(matched, "froc"), 1e-12);
  }

  /**
   * The second detection overlaps the first object by 92/108, the second by 88/112. The first is
   * taken: false after Pascal VOC; COCO gives it the second at thresholds up to 0.75, where both
   * objects are found, at 0.8 to 0.95 only the first.
   */
  @Test
  void whereTheBetterObjectIsTakenTheRulesDiffer() {
    MatchedDetections matched =
        one(
            List.of(truth(0, 0, 100, 100), truth(20, 0, 120, 100)),
            found(.9, 0, 0, 100, 100),
            found(.8, 8, 0, 108, 100));
    assertEquals(.5, of(matched, "ap50"), 1e-12);
    assertEquals(1, of(matched, "ap75"), 1e-12);
    assertEquals((6 * 1 + 4 * (51.0 / 101)) / 10, of(matched, "ap"), 1e-12);
    assertEquals((6 * 1 + 4 * .5) / 10, of(matched, "ar100"), 1e-12);
  }

  /**
   * A small object is found after a large one, after a false detection of medium size and before a
   * false small one. Among small ones the first two are neither right nor false; among large ones
   * the others are not; among all, precision at recall 1 is 2/3.
   */
  @Test
  void whatHasAnotherSizeIsNeitherRightNorFalse() {
    MatchedDetections matched =
        one(
            List.of(truth(0, 0, 10, 10), truth(100, 100, 300, 300)),
            found(.9, 100, 100, 300, 300),
            found(.8, 400, 0, 450, 50),
            found(.7, 0, 0, 10, 10),
            found(.6, 40, 0, 50, 10));
    assertEquals(1, of(matched, "ap-small"), 1e-12);
    assertEquals(1, of(matched, "ap-large"), 1e-12);
    assertEquals(NAN, of(matched, "ap-medium"));
    assertEquals((51 + 50 * 2.0 / 3) / 101, of(matched, "ap"), 1e-12);
  }

  /** An object of exactly 32² square pixels is small and medium. */
  @Test
  void theEndsOfARangeBelongToBoth() {
    MatchedDetections matched = one(List.of(truth(0, 0, 32, 32)), found(.5, 0, 0, 32, 32));
    assertEquals(1, of(matched, "ap-small"), 1e-12);
    assertEquals(1, of(matched, "ap-medium"), 1e-12);
    assertEquals(NAN, of(matched, "ap-large"));
  }

  /** An overlap of exactly one half (50 of 100 pixels) is enough, a little less is not. */
  @Test
  void oneHalfIsEnough() {
    List<LabelledBox> truth = List.of(truth(0, 0, 10, 10));
    assertEquals(1, of(one(truth, found(.5, 0, 0, 10, 5)), "ap50"));
    assertEquals(0, of(one(truth, found(.5, 0, 0, 10, 4.99)), "ap50"));
  }

  /**
   * Eight images, four objects. By falling score: hit, false, hit, false, false, false, hit; the
   * fourth object is missed. False positives an image at the hits: 0, 1/8, 4/8. Sensitivity at 1/8:
   * 2/4, at 1/4: 2/4, from 1/2 on: 3/4.
   */
  @Test
  void sensitivityAtRatesOfFalsePositives() {
    List<DetectionCase> cases = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double[] scores = {.9, .7, .3};
      List<ScoredBox> found = new ArrayList<>();
      if (i < 3) {
        found.add(found(scores[i], 0, 0, 10, 10));
      }
      found.add(found(i == 0 ? .8 : .6 - i * .01, 50, 50, 60, 60));
      cases.add(new DetectionCase(List.of(truth(0, 0, 10, 10)), found));
    }
    for (int i = 0; i < 4; i++) {
      cases.add(new DetectionCase(List.of(), List.of()));
    }
    MatchedDetections matched = new MatchedDetections(cases, 1);
    assertEquals((2 * .5 + 5 * .75) / 7, of(matched, "froc"), 1e-12);
    FrocCurve curve = matched.froc(0);
    assertArrayEquals(
        new double[] {0, .125, .125, .25, .375, .5, .5}, curve.falsePositives(), 1e-12);
    assertArrayEquals(new double[] {.25, .25, .5, .5, .5, .5, .75}, curve.sensitivity(), 1e-12);
    assertArrayEquals(new double[] {.9, .8, .7, .59, .58, .57, .3}, curve.score(), 1e-12);
    PrecisionRecallCurve precision = matched.precisionRecall(0);
    assertArrayEquals(
        new double[] {1, 1.0 / 2, 2.0 / 3, 2.0 / 4, 2.0 / 5, 2.0 / 6, 3.0 / 7},
        precision.precision(),
        1e-12);
    assertArrayEquals(curve.sensitivity(), precision.recall());
    assertArrayEquals(curve.score(), precision.score());
  }

  /** One threshold for both classes: hit of class 1, false of class 0, hit of class 0. */
  @Test
  void allClassesShareOneCurve() {
    MatchedDetections matched =
        new MatchedDetections(
            List.of(
                new DetectionCase(
                    List.of(truth(0, 0, 0, 10, 10), truth(1, 50, 50, 60, 60)),
                    List.of(
                        found(0, .5, 0, 0, 10, 10),
                        found(0, .6, 80, 0, 90, 10),
                        found(1, .7, 50, 50, 60, 60)))),
            2);
    FrocCurve curve = matched.froc();
    assertArrayEquals(new double[] {0, 1, 1}, curve.falsePositives());
    assertArrayEquals(new double[] {.5, .5, 1}, curve.sensitivity());
    assertArrayEquals(new double[] {.7, .6, .5}, curve.score());
  }

  /** The hit comes before the false one of the next image, and after one listed before it. */
  @Test
  void equalScoresComeByExampleThenByRank() {
    DetectionCase hit =
        new DetectionCase(List.of(truth(0, 0, 10, 10)), List.of(found(.5, 0, 0, 10, 10)));
    DetectionCase wrong = new DetectionCase(List.of(), List.of(found(.5, 0, 0, 10, 10)));
    assertEquals(1, of(new MatchedDetections(List.of(hit, wrong), 1), "ap50"));
    assertEquals(.5, of(new MatchedDetections(List.of(wrong, hit), 1), "ap50"));
    MatchedDetections listed =
        one(List.of(truth(0, 0, 10, 10)), found(.5, 50, 50, 60, 60), found(.5, 0, 0, 10, 10));
    assertEquals(.5, of(listed, "ap75"), 1e-12);
  }

  /** The object stands at place 101: COCO does not look there, Pascal VOC does. */
  @Test
  void cocoLooksAtAHundredDetectionsOfAClass() {
    List<ScoredBox> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      found.add(found(.9, 50, 50, 60, 60));
    }
    found.add(found(.1, 0, 0, 10, 10));
    // Detections of another class take no place.
    found.add(found(1, .95, 0, 0, 10, 10));
    List<LabelledBox> truth = List.of(truth(0, 0, 10, 10));
    DetectionCase late = new DetectionCase(truth, found);
    MatchedDetections matched = new MatchedDetections(List.of(late), 2);
    assertEquals(0, of(matched, "ar100"));
    assertEquals(0, of(matched, "ap"));
    assertEquals(1.0 / 101, of(matched, "ap50"), 1e-15);
    DetectionCase inTime = new DetectionCase(truth, found.subList(1, found.size()));
    assertEquals(1, of(new MatchedDetections(List.of(inTime), 2), "ar100"));
  }

  @Test
  void withoutObjectsNothingIsDefined() {
    MatchedDetections none = one(List.of(), found(.5, 0, 0, 10, 10));
    none.all().forEach((name, value) -> assertEquals(NAN, value, name));
    assertEquals(NAN, none.precisionRecall(0).recall()[0]);
    assertEquals(0, none.precisionRecall(0).precision()[0]);
    assertEquals(1, none.froc().falsePositives()[0]);
    assertEquals(NAN, none.froc().sensitivity()[0]);
  }

  @Test
  void objectsThatNobodyFindsCountNought() {
    MatchedDetections missed = one(List.of(truth(0, 0, 10, 10)));
    assertArrayEquals(
        new double[] {0, 0, 0, 0, NAN, NAN, 0, 0},
        missed.all().values().stream().mapToDouble(v -> v).toArray());
    assertEquals(0, missed.froc().score().length);
  }

  @Test
  void aScoreThatIsNoNumberLeavesNothingDefined() {
    MatchedDetections odd =
        one(List.of(truth(0, 0, 10, 10)), found(.5, 0, 0, 10, 10), found(NAN, 0, 0, 10, 10));
    odd.all().forEach((name, value) -> assertEquals(NAN, value, name));
    assertArrayEquals(new double[] {NAN}, odd.byClass(DetectionMetrics.AP50));
    assertEquals(NAN, odd.on(new int[][] {{1}})[0][0]);
  }

  @Test
  void labelsAndNamesThatDoNotExistAreRefused() {
    DetectionCase two =
        new DetectionCase(List.of(truth(0, 0, 0, 1, 1)), List.of(found(2, .5, 0, 0, 1, 1)));
    var e =
        assertThrows(IllegalArgumentException.class, () -> new MatchedDetections(List.of(two), 2));
    assertEquals("label 2 in example 0 is not one of 2 classes", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> DetectionMetrics.metric("ap60"));
    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.startsWith("no metric is called \"ap60\"; there are ap50, ap, "), message);
  }

  @Test
  void metricsSayWhatTheyAre() {
    assertEquals("AP50", DetectionMetrics.AP50.label());
    assertTrue(DetectionMetrics.AP50.higherIsBetter());
    assertEquals(0, DetectionMetrics.AP50.lowest());
    assertEquals(1, DetectionMetrics.AP50.highest());
  }
}
