package io.ridgeline.report;

import io.ridgeline.metric.FrocCurve;
import io.ridgeline.metric.PrecisionRecallCurve;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Curves of detection at fixed places, whatever the number of detections: so that trials can be
 * averaged and a page stays small.
 */
final class CurveGrid {
  /** COCO's recalls: 0, 0.01 ... 1. */
  static final double[] RECALLS =
      IntStream.rangeClosed(0, 100).mapToDouble(i -> i * 0.01).toArray();

  /** False positives an image: 1/8 to 8 in steps of an eighth of an octave. */
  static final double[] RATES =
      IntStream.rangeClosed(-24, 24).mapToDouble(i -> Math.pow(2, i / 8.0)).toArray();

  private CurveGrid() {}

  /**
   * The highest precision that is reached with at least each recall, 0 where it is never reached.
   *
   * @param curve of a class that has objects
   */
  static double[] precision(PrecisionRecallCurve curve, double[] recalls) {
    double[] precision = new double[recalls.length];
    double best = 0;
    int i = curve.recall().length - 1;
    for (int r = recalls.length - 1; r >= 0; r--) {
      for (; i >= 0 && curve.recall()[i] >= recalls[r]; i--) {
        best = Math.max(best, curve.precision()[i]);
      }
      precision[r] = best;
    }
    return precision;
  }

  /**
   * The highest sensitivity that is reached with at most each number of false positives an image.
   *
   * @param curve of images that have objects
   */
  static double[] sensitivity(FrocCurve curve, double[] rates) {
    double[] sensitivity = new double[rates.length];
    double best = 0;
    int i = 0;
    for (int r = 0; r < rates.length; r++) {
      for (; i < curve.sensitivity().length && curve.falsePositives()[i] <= rates[r]; i++) {
        best = curve.sensitivity()[i];
      }
      sensitivity[r] = best;
    }
    return sensitivity;
  }

  /** What stands where a curve is undefined. */
  static double[] undefined(double[] places) {
    double[] undefined = new double[places.length];
    Arrays.fill(undefined, Double.NaN);
    return undefined;
  }
}
