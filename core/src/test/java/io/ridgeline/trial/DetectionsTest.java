package io.ridgeline.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.ScoredBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectionsTest {
  private static final Box BOX = new Box(1, 2, 11, 12.5);

  /** Example 7 is a negative with a false detection, example 3 has an object, found. */
  private static Detections two() {
    return Detections.of(
        new int[] {7, 3},
        List.of(
            new DetectionCase(List.of(), List.of(new ScoredBox(BOX, 0, 0.75))),
            new DetectionCase(
                List.of(new LabelledBox(BOX, 1)), List.of(new ScoredBox(BOX, 1, 0.5)))),
        2);
  }

  @Test
  void jsonHoldsOneRowOfNumbersAnExample() throws JsonProcessingException {
    String json = TrialJson.MAPPER.writeValueAsString(two());
    assertEquals(
        "{\"examples\":[7,3],\"classes\":2,"
            + "\"truths\":[[],[1.0,2.0,11.0,12.5,1.0]],"
            + "\"found\":[[1.0,2.0,11.0,12.5,0.0,0.75],[1.0,2.0,11.0,12.5,1.0,0.5]]}",
        json);
    Detections back =
        assertInstanceOf(Detections.class, TrialJson.MAPPER.readValue(json, PartResult.class));
    assertArrayEquals(new int[] {7, 3}, back.examples());
    assertEquals(2, back.size());
    assertEquals(two().cases(), back.cases());
    assertEquals(json, TrialJson.MAPPER.writeValueAsString(back));
  }

  @Test
  void whatWasFoundIsRoundedWhenTheRecordIsMade() {
    ScoredBox raw = new ScoredBox(new Box(-0.004, 1 / 3.0, 10.126, 20.0051), 0, 0.123456789);
    ScoredBox thin = new ScoredBox(new Box(5.001, 7, 5.002, 7.003), 0, 1.23456789e-7);
    LabelledBox truth = new LabelledBox(new Box(0.123456, 0, 1, 1), 0);
    DetectionCase kept =
        Detections.of(
                new int[] {0}, List.of(new DetectionCase(List.of(truth), List.of(raw, thin))), 1)
            .cases()
            .get(0);
    assertEquals(List.of(truth), kept.truth());
    assertEquals(new ScoredBox(new Box(0, 0.33, 10.13, 20.01), 0, 0.123457), kept.found().get(0));
    assertEquals(new ScoredBox(new Box(5, 7, 5.01, 7.01), 0, 1.23457e-7), kept.found().get(1));
  }

  @Test
  void metricsOfARecordReadBackAreTheSameToTheBit() throws JsonProcessingException {
    Random random = new Random(3);
    List<DetectionCase> cases = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double x = 100 * random.nextDouble();
      Box box = new Box(x, x / 3, x + 30, x / 3 + 40);
      List<ScoredBox> found = new ArrayList<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        double move = 8 * random.nextGaussian();
        Box moved = new Box(x + move, x / 3, x + move + 30, x / 3 + 40);
        found.add(new ScoredBox(moved, random.nextInt(2), random.nextFloat()));
      }
      cases.add(new DetectionCase(List.of(new LabelledBox(box, random.nextInt(2))), found));
    }
    int[] examples = new int[40];
    Arrays.setAll(examples, i -> i);
    Detections made = Detections.of(examples, cases, 2);
    Detections back =
        (Detections)
            TrialJson.MAPPER.readValue(TrialJson.MAPPER.writeValueAsString(made), PartResult.class);
    assertEquals(made.metrics(), back.metrics());
    assertEquals(DetectionMetrics.NAMES, List.copyOf(back.metrics().keySet()));
    assertEquals(made.metrics().get("froc"), back.metric("froc"));
  }

  /** Class 0 has no object; of class 1 the one object is found exactly. */
  @Test
  void metricsAreThoseOfTheBoxes() {
    assertEquals(1, two().metric("ap50"));
    assertArrayEquals(new double[] {Double.NaN, 1}, two().byClass("ap50"));
    assertThrows(IllegalArgumentException.class, () -> two().metric("dice"));
  }

  @Test
  void examplesComeInTheOrderAskedFor() {
    assertEquals(1, two().of(new int[] {3, 7}).on(new int[][] {{1, 0}})[0][0]);
    assertEquals(Double.NaN, two().of(new int[] {3, 7}).on(new int[][] {{0, 1}})[0][0]);
    var e = assertThrows(IllegalArgumentException.class, () -> two().of(new int[] {4}));
    assertEquals("no detections of example 4", e.getMessage());
  }

  /** A score that is no number is kept: its metrics are undefined. */
  @Test
  void aScoreThatIsNoNumberIsKept() throws JsonProcessingException {
    DetectionCase odd =
        new DetectionCase(
            List.of(new LabelledBox(BOX, 0)), List.of(new ScoredBox(BOX, 0, Double.NaN)));
    String json =
        TrialJson.MAPPER.writeValueAsString(Detections.of(new int[] {0}, List.of(odd), 1));
    assertEquals(Double.NaN, TrialJson.MAPPER.readValue(json, PartResult.class).metric("ap50"));
  }

  @Test
  void rowsThatAreNotWholeBoxesAreRefused() {
    int[] one = {0};
    double[][] whole = {{}};
    double[][] broken = {new double[7]};
    assertThrows(IllegalArgumentException.class, () -> new Detections(one, 1, broken, whole));
    assertThrows(IllegalArgumentException.class, () -> new Detections(one, 1, whole, broken));
    assertThrows(IllegalArgumentException.class, () -> new Detections(new int[2], 1, whole, whole));
  }
}
