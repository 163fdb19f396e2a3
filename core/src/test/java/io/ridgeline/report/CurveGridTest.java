package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.metric.FrocCurve;
import io.ridgeline.metric.PrecisionRecallCurve;
import org.junit.jupiter.api.Test;

/** Curves of a few detections read off at places worked out by hand. */
class CurveGridTest {
  private static final double[] NONE = {};

  /** Right, false, right of two objects. */
  @Test
  void precisionIsTheHighestAtThatRecallOrBeyond() {
    PrecisionRecallCurve curve =
        new PrecisionRecallCurve(
            new double[] {0.5, 0.5, 1}, new double[] {1, 0.5, 2.0 / 3}, new double[] {3, 2, 1});
    double[] recalls = {0, 0.5, 0.51, 1};
    assertArrayEquals(
        new double[] {1, 1, 2.0 / 3, 2.0 / 3}, CurveGrid.precision(curve, recalls), 1e-12);
  }

  /** False, right, of two objects: the first precision is never the highest. */
  @Test
  void precisionIsZeroWhereARecallIsNeverReached() {
    PrecisionRecallCurve curve =
        new PrecisionRecallCurve(new double[] {0, 0.5}, new double[] {0, 0.5}, new double[] {2, 1});
    assertArrayEquals(
        new double[] {0.5, 0.5, 0}, CurveGrid.precision(curve, new double[] {0, 0.5, 0.6}), 1e-12);
    assertArrayEquals(
        new double[2],
        CurveGrid.precision(new PrecisionRecallCurve(NONE, NONE, NONE), new double[] {0, 1}));
  }

  /** False, right, right, false, right over four images. */
  @Test
  void sensitivityIsTheHighestWithThatManyFalsePositivesOrFewer() {
    FrocCurve curve =
        new FrocCurve(
            new double[] {0.25, 0.25, 0.25, 0.5, 0.5},
            new double[] {0, 0.25, 0.5, 0.5, 0.75},
            new double[] {5, 4, 3, 2, 1});
    double[] rates = {0.125, 0.25, 0.4, 0.5, 8};
    assertArrayEquals(
        new double[] {0, 0.5, 0.5, 0.75, 0.75}, CurveGrid.sensitivity(curve, rates), 1e-12);
    assertArrayEquals(new double[5], CurveGrid.sensitivity(new FrocCurve(NONE, NONE, NONE), rates));
  }

  @Test
  void theGridsHoldTheirEndsToTheBit() {
    assertEquals(101, CurveGrid.RECALLS.length);
    assertEquals(1, CurveGrid.RECALLS[100]);
    assertEquals(49, CurveGrid.RATES.length);
    assertEquals(0.125, CurveGrid.RATES[0]);
    assertEquals(1, CurveGrid.RATES[24]);
    assertEquals(8, CurveGrid.RATES[48]);
  }
}
