package io.ridgeline.report;

import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.RocCurve;
import io.ridgeline.metric.Scores;
import io.ridgeline.report.svg.RocFigure;
import io.ridgeline.trial.Predictions;
import java.util.TreeSet;

/**
 * An arm's ROC curve: of class 1, or for more than two classes the mean of one against the rest.
 */
final class RocCurves {
  private RocCurves() {}

  /** The curve of averaged predictions; empty if a class is absent or a value is not finite. */
  static RocFigure.Curve of(String arm, Predictions predictions) {
    double area =
        ClassificationMetrics.of("auroc", predictions.labels(), predictions.probabilities());
    if (Double.isNaN(area)) {
      return new RocFigure.Curve(arm, new double[0], new double[0], area);
    }
    Scores scores = new Scores(predictions.labels(), predictions.probabilities());
    return scores.classes() == 2
        ? one(arm, RocCurve.of(scores, 1, scores.once()), area)
        : macro(arm, scores, area);
  }

  private static RocFigure.Curve one(String arm, RocCurve curve, double area) {
    double[] rate = new double[curve.size()];
    double[] sensitivity = new double[curve.size()];
    for (int i = 0; i < curve.size(); i++) {
      rate[i] = 1 - curve.specificity(i);
      sensitivity[i] = curve.sensitivity(i);
    }
    return new RocFigure.Curve(arm, rate, sensitivity, area);
  }

  /**
   * The mean sensitivity of all classes at every false-positive rate that one of them has; before
   * and after each vertical step, so that its area is the macro-averaged area.
   */
  private static RocFigure.Curve macro(String arm, Scores scores, double area) {
    RocFigure.Curve[] curves = new RocFigure.Curve[scores.classes()];
    TreeSet<Double> rates = new TreeSet<>();
    for (int k = 0; k < curves.length; k++) {
      curves[k] = one(arm, RocCurve.of(scores, k, scores.once()), Double.NaN);
      for (double rate : curves[k].falsePositiveRate()) {
        rates.add(rate);
      }
    }
    double[] rate = new double[2 * rates.size()];
    double[] sensitivity = new double[2 * rates.size()];
    int i = 0;
    for (double r : rates) {
      for (boolean after : new boolean[] {false, true}) {
        rate[i] = r;
        for (RocFigure.Curve curve : curves) {
          sensitivity[i] += at(curve, r, after) / curves.length;
        }
        i++;
      }
    }
    return new RocFigure.Curve(arm, rate, sensitivity, area);
  }

  /**
   * The sensitivity at a rate: the lower or upper end of a vertical step, or between two points.
   */
  private static double at(RocFigure.Curve curve, double rate, boolean after) {
    double[] x = curve.falsePositiveRate();
    double[] y = curve.sensitivity();
    int first = 0;
    while (x[first] < rate) {
      first++;
    }
    if (x[first] > rate) {
      double share = (rate - x[first - 1]) / (x[first] - x[first - 1]);
      return y[first - 1] + share * (y[first] - y[first - 1]);
    }
    int last = first;
    while (last + 1 < x.length && x[last + 1] <= rate) {
      last++;
    }
    return after ? y[last] : y[first];
  }
}
