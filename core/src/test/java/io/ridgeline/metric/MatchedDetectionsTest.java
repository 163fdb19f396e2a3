package io.ridgeline.metric;

import static io.ridgeline.metric.FoundBoxes.found;
import static io.ridgeline.metric.FoundBoxes.truth;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metrics of detection on resamples of the examples. */
class MatchedDetectionsTest {
  /**
   * The first image has a hit (0.9) and a false one (0.8), the second a hit (0.7). Twice and once:
   * 2 hits, 2 false ones, 1 hit of 3 objects: precision 1 up to recall 2/3, then 3/5. Once and not:
   * 1. Not and twice: 1. FROC over 3 images: 2/3 up to 1/2, then (2/3 false ones an image) all.
   */
  @Test
  void anExampleDrawnTwiceCountsTwice() {
    MatchedDetections matched =
        new MatchedDetections(
            List.of(
                new DetectionCase(
                    List.of(truth(0, 0, 10, 10)),
                    List.of(found(.9, 0, 0, 10, 10), found(.8, 50, 50, 60, 60))),
                new DetectionCase(List.of(truth(0, 0, 10, 10)), List.of(found(.7, 0, 0, 10, 10)))),
            1);
    double[][] on = matched.on(new int[][] {{2, 1}, {1, 0}, {0, 2}, {0, 0}});
    assertArrayEquals(new double[] {2.0 / 3 + 1.0 / 3 * 3 / 5, 1, 1, Double.NaN}, on[0], 1e-12);
    // Of 101 recalls 67 are at most 2/3.
    assertEquals((67 + 34 * .6) / 101, on[1][0], 1e-12);
    assertEquals((3 * 2.0 / 3 + 4) / 7, on[7][0], 1e-12);
    assertEquals(1, on[7][2], 1e-12);
  }

  @Test
  void weightsAreRepetitions() {
    Random random = new Random(17);
    for (int run = 0; run < 20; run++) {
      List<DetectionCase> cases = FoundBoxes.random(random, 12, 3);
      int[] counts = random.ints(cases.size(), 0, 4).toArray();
      List<DetectionCase> repeated = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        for (int n = 0; n < counts[i]; n++) {
          repeated.add(cases.get(i));
        }
      }
      double[][] on = new MatchedDetections(cases, 3).on(new int[][] {counts});
      MatchedDetections literal = new MatchedDetections(repeated, 3);
      for (int m = 0; m < on.length; m++) {
        DetectionMetric metric = DetectionMetrics.ALL.get(m);
        assertEquals(literal.of(metric), on[m][0], 1e-12, metric.name());
      }
    }
  }

  @Test
  void theSetItselfIsTheResampleOfOnes() {
    List<DetectionCase> cases = FoundBoxes.random(new Random(5), 30, 2);
    MatchedDetections matched = new MatchedDetections(cases, 2);
    int[] ones = new int[30];
    Arrays.fill(ones, 1);
    double[][] on = matched.on(new int[][] {ones});
    assertEquals(30, matched.size());
    for (int m = 0; m < on.length; m++) {
      assertEquals(matched.of(DetectionMetrics.ALL.get(m)), on[m][0]);
    }
  }

  /** Average precision and FROC once more, read off the curves. */
  @Test
  void curvesSayTheSameAsTheNumbers() {
    Random random = new Random(23);
    for (int run = 0; run < 20; run++) {
      MatchedDetections matched = new MatchedDetections(FoundBoxes.random(random, 20, 2), 2);
      double[] areas = new double[2];
      double[] sensitivities = new double[2];
      for (int k = 0; k < 2; k++) {
        PrecisionRecallCurve curve = matched.precisionRecall(k);
        FrocCurve froc = matched.froc(k);
        for (int i = 0; i < curve.score().length; i++) {
          double best = 0;
          for (int j = i; j < curve.score().length; j++) {
            best = Math.max(best, curve.precision()[j]);
          }
          areas[k] += (curve.recall()[i] - (i == 0 ? 0 : curve.recall()[i - 1])) * best;
        }
        for (double rate : DetectionMetrics.RATES) {
          double reached = 0;
          for (int i = 0; i < froc.score().length; i++) {
            reached = froc.falsePositives()[i] <= rate ? froc.sensitivity()[i] : reached;
          }
          sensitivities[k] += reached / 7;
        }
      }
      assertArrayEquals(areas, matched.byClass(DetectionMetrics.AP50), 1e-12);
      assertArrayEquals(sensitivities, matched.byClass(DetectionMetrics.metric("froc")), 1e-12);
    }
  }

  @Test
  void aResampleNeedsEveryExample() {
    MatchedDetections two = new MatchedDetections(FoundBoxes.random(new Random(1), 2, 1), 1);
    int[][] ofThree = {{1, 1, 1}};
    assertThrows(IllegalArgumentException.class, () -> two.on(ofThree));
  }
}
