package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SegmentationMetricsTest {
  private static final double NAN = Double.NaN;

  @TestFactory
  List<DynamicTest> agreesWithNumpyAndScipy() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode f : Fixture.read("metric/segmentation.json").get("cases")) {
      tests.add(
          DynamicTest.dynamicTest(
              f.get("name").asText(),
              () -> {
                double[][] ours = CaseMeasures.of(Masks.masks(f), f.get("classes").asInt());
                assertEquals(f.get("measures").size(), ours.length);
                for (int k = 0; k < ours.length; k++) {
                  double[] expected = Fixture.doubles(f.get("measures").get(k));
                  for (int m = 0; m < expected.length; m++) {
                    assertEquals(expected[m], ours[k][m], 1e-12, SegmentationMetrics.NAMES.get(m));
                  }
                }
              }));
    }
    return tests;
  }

  /**
   * By hand: truth is a square of 4 pixels, the prediction the same square moved right by one
   * column; spacing 1 px. They share 2 of 4 + 4, so Dice 1/2, IoU 2/6. Every pixel is on the
   * surface. From truth: 1, 0, 1, 0; from the prediction: 0, 1, 0, 1. Sorted 0, 0, 1, 1 the 95th
   * percentile lies at 2.85 of 0 to 3: 1. Mean 1/2; all within 1.
   */
  @Test
  void aMovedSquareByHand() {
    SegmentationCase masks =
        Masks.flat(5, "00000" + "01100" + "01100" + "00000", "00000" + "00110" + "00110" + "00000");
    assertArrayEquals(
        new double[] {.5, 1.0 / 3, 1, .5, 1, .5, .5, 1, 1, 1}, CaseMeasures.of(masks, 2)[0], 1e-15);
  }

  /** The rule for empty masks, in the order of the metrics. */
  @Test
  void emptyMasks() {
    SegmentationCase neither = Masks.flat(2, "0000", "0000");
    assertArrayEquals(
        new double[] {1, 1, 0, 0, 1, NAN, NAN, NAN, NAN, 1}, CaseMeasures.of(neither, 2)[0]);
    SegmentationCase onlyTrue = Masks.flat(2, "0100", "0000");
    assertArrayEquals(
        new double[] {0, 0, NAN, NAN, 0, 0, NAN, 0, NAN, 0}, CaseMeasures.of(onlyTrue, 2)[0]);
    SegmentationCase onlyPredicted = Masks.flat(2, "0000", "0100");
    assertArrayEquals(
        new double[] {0, 0, NAN, NAN, 0, NAN, 0, NAN, 0, 0}, CaseMeasures.of(onlyPredicted, 2)[0]);
  }

  /**
   * Three true lesions, of which the top left one is two pixels that touch by a corner. Of four
   * predicted ones, one meets it, one the top right one, and two are apart: sensitivity 2/3,
   * precision 2/4, F1 2·(2/3)(1/2)/(7/6) = 4/7.
   */
  @Test
  void lesionsByHand() {
    SegmentationCase masks =
        Masks.flat(
            7,
            "1000010" + "0100010" + "0000000" + "0001000" + "0000000",
            "1000011" + "0000001" + "0100000" + "0000000" + "0000001");
    double[] measures = CaseMeasures.of(masks, 2)[0];
    assertEquals(2.0 / 3, measures[7], 1e-15);
    assertEquals(2.0 / 4, measures[8], 1e-15);
    assertEquals(4.0 / 7, measures[9], 1e-15);
  }

  /** In a volume a lesion may go on through the corner of a voxel in the next slice. */
  @Test
  void cornersJoinSlices() {
    boolean[] corners = Masks.marked("1000" + "0001", '1');
    Grid volume = new Grid(2, 2, 2, Spacing.PIXELS);
    assertEquals(new Lesions(1, 1, 1, 1), Lesions.of(corners, corners, volume));
    boolean[] apart = Masks.marked("1000" + "0000" + "0001", '1');
    assertEquals(
        new Lesions(2, 2, 2, 2), Lesions.of(apart, apart, new Grid(3, 2, 2, Spacing.PIXELS)));
  }

  /**
   * A full 3×3 square has 8 edge pixels if it is flat; as a slice of a volume every voxel of it has
   * a face outside.
   */
  @Test
  void theSurfaceOfASquare() {
    boolean[] square = Masks.marked("111111111", '1');
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 5, 6, 7, 8}, Surface.of(square, new Grid(1, 3, 3, Spacing.PIXELS)));
    boolean[] slice = Masks.marked("111111111" + "000000000", '1');
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
        Surface.of(slice, new Grid(2, 3, 3, Spacing.PIXELS)));
  }

  /**
   * One row: truth at 0, prediction at 0 to 9, spacing 0.1. Directed distances from the prediction
   * 0, 0.1, ... 0.9; in a flat image of one row there are no rows above and below, so only ends are
   * on the surface: 0 and 9.
   */
  @Test
  void percentilesAreTheLargerOfBothDirections() {
    Grid row = new Grid(1, 1, 12, Spacing.millimetres(1, 1, .1));
    SurfaceDistances d =
        SurfaceDistances.of(
            Masks.marked("100000000000", '1'), Masks.marked("111111111100", '1'), row);
    // From truth: 0. From the prediction: 0 and 0.9; its 95th percentile 0.95·0.9.
    assertEquals(.95 * .9, d.hausdorff(95), 1e-15);
    assertEquals(.9, d.hausdorff(100), 1e-15);
    assertEquals(.3, d.average(), 1e-15);
    assertEquals(2.0 / 3, d.within(.5), 1e-15);
  }

  /** 3·0.1 is a little more than 0.3 in binary; it is within 0.3 nevertheless. */
  @Test
  void theToleranceIsMetInSpiteOfRounding() {
    Grid row = new Grid(1, 1, 5, Spacing.millimetres(1, 1, .1));
    SurfaceDistances d =
        SurfaceDistances.of(Masks.marked("10000", '1'), Masks.marked("00010", '1'), row);
    assertEquals(1, d.within(.3));
    assertEquals(0, d.within(.299));
  }

  /** Exchanged, sensitivity and precision change places and the others stay. */
  @Test
  void truthAndPredictionExchanged() {
    Random random = new Random(7);
    for (int run = 0; run < 50; run++) {
      SegmentationCase masks = random(random, 3, 7, 8);
      double[] there = CaseMeasures.of(masks, 2)[0];
      byte[] first = masks.predicted();
      byte[] second = masks.truth();
      SegmentationCase exchanged = new SegmentationCase(first, second, 3, 7, 8, masks.spacing());
      double[] back = CaseMeasures.of(exchanged, 2)[0];
      for (int m : new int[] {0, 1, 2, 3, 4, 9}) {
        assertEquals(there[m], back[m], 1e-12, SegmentationMetrics.NAMES.get(m));
      }
      assertEquals(there[5], back[6], 1e-15);
      assertEquals(there[7], back[8], 1e-15);
      // Dice and IoU say the same: D = 2J/(1 + J).
      assertEquals(2 * there[1] / (1 + there[1]), there[0], 1e-12);
    }
  }

  /** Where in the image the masks lie does not matter as long as they do not meet its edge. */
  @Test
  void measuresDoNotDependOnTheBoxAroundTheMasks() {
    Random random = new Random(11);
    for (int run = 0; run < 20; run++) {
      SegmentationCase small = random(random, 4, 6, 5);
      byte[] truth = new byte[10 * 20 * 30];
      byte[] predicted = new byte[truth.length];
      byte[] truth2 = new byte[6 * 8 * 7];
      byte[] predicted2 = new byte[truth2.length];
      for (int z = 0; z < 4; z++) {
        for (int y = 0; y < 6; y++) {
          for (int x = 0; x < 5; x++) {
            int from = (z * 6 + y) * 5 + x;
            int far = ((z + 3) * 20 + y + 9) * 30 + x + 21;
            int near = ((z + 1) * 8 + y + 1) * 7 + x + 1;
            truth[far] = small.truth()[from];
            predicted[far] = small.predicted()[from];
            truth2[near] = small.truth()[from];
            predicted2[near] = small.predicted()[from];
          }
        }
      }
      Spacing spacing = small.spacing();
      double[] inside = CaseMeasures.of(small, 2)[0];
      assertArrayEquals(
          inside,
          CaseMeasures.of(new SegmentationCase(truth, predicted, 10, 20, 30, spacing), 2)[0]);
      assertArrayEquals(
          inside,
          CaseMeasures.of(new SegmentationCase(truth2, predicted2, 6, 8, 7, spacing), 2)[0]);
    }
  }

  /** Millimetres scale with the spacing; shares without a tolerance do not. */
  @Test
  void distancesAreInTheUnitOfTheSpacing() {
    SegmentationCase px = random(new Random(3), 3, 9, 9);
    SegmentationCase mm =
        new SegmentationCase(px.truth(), px.predicted(), 3, 9, 9, Spacing.millimetres(6, 2.8, 1.8));
    assertEquals(Spacing.millimetres(3, 1.4, .9), px.spacing());
    double[] a = CaseMeasures.of(px, 2)[0];
    double[] b = CaseMeasures.of(mm, 2)[0];
    assertEquals(2 * a[2], b[2], 1e-12);
    assertEquals(2 * a[3], b[3], 1e-12);
    assertEquals(a[0], b[0]);
    assertTrue(b[4] <= a[4]);
  }

  private static SegmentationCase random(Random random, int d, int h, int w) {
    byte[] truth = new byte[d * h * w];
    byte[] predicted = new byte[truth.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = (byte) (random.nextDouble() < .2 ? 1 : 0);
      predicted[i] = random.nextDouble() < .1 ? 1 : random.nextDouble() < .2 ? 0 : truth[i];
    }
    return new SegmentationCase(truth, predicted, d, h, w, Spacing.millimetres(3, 1.4, .9));
  }

  @Test
  void onlyWhatIsAskedForIsMeasured() {
    SegmentationCase masks = Masks.flat(3, "011022000", "011002000");
    double[][] dice = CaseMeasures.of(masks, 4, List.of(SegmentationMetrics.DICE));
    // Class 1: all of two; class 2: one of two and one; class 3: absent in both.
    assertArrayEquals(new double[][] {{1}, {2.0 / 3}, {1}}, dice);
  }

  @Test
  void metricsSayWhatTheyAre() {
    SegmentationMetric hd95 = SegmentationMetrics.ALL.get(2);
    assertEquals("hd95", hd95.name());
    assertTrue(hd95.distance());
    assertFalse(hd95.higherIsBetter());
    assertEquals(Double.POSITIVE_INFINITY, hd95.highest());
    assertEquals(0, hd95.lowest());
    assertEquals(0.1, hd95.negligible());
    assertEquals(0.01, SegmentationMetrics.DICE.negligible());
    assertTrue(SegmentationMetrics.DICE.higherIsBetter());
    assertEquals(1, SegmentationMetrics.DICE.highest());
  }

  @Test
  void masksThatDoNotFitAreRefused() {
    byte[] four = new byte[4];
    assertThrows(
        IllegalArgumentException.class,
        () -> new SegmentationCase(four, new byte[3], 1, 2, 2, Spacing.PIXELS));
    SegmentationCase three = Masks.flat(2, "0003", "0000");
    var e = assertThrows(IllegalArgumentException.class, () -> CaseMeasures.of(three, 3));
    assertEquals("class 3 at 0, 1, 1 is not one of 3", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new MaskPair(new boolean[4], new boolean[4], new Grid(1, 2, 3, Spacing.PIXELS)));
  }
}
