package io.ridgeline.report;

import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.FrocCurve;
import io.ridgeline.metric.MatchedDetections;
import io.ridgeline.report.svg.Band;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trials of one arm found in their test images: means and ranges over the trials, each of
 * which is matched once and then let go.
 *
 * <p>The images of different trials are never pooled: scores of two models have no common scale.
 *
 * @param byClass of each metric, its mean on each class; NaN where no trial defines it
 * @param precision of each class, at {@link CurveGrid#RECALLS}
 * @param froc sensitivity over all classes at {@link CurveGrid#RATES}
 * @param sensitivity the same at {@link DetectionMetrics#RATES}
 * @param trials how many have detections
 */
record ArmDetections(
    Map<String, double[]> byClass, List<Band> precision, Band froc, Band sensitivity, int trials) {

  /** Of no trial if none has detections. */
  static ArmDetections of(List<TrialRecord> trials, int classes) {
    List<OfTrial> matched = new ArrayList<>();
    for (TrialRecord trial : trials) {
      if (trial.predictions().get(Part.TEST) instanceof Detections detections) {
        matched.add(OfTrial.of(detections.matched(), classes));
      }
    }
    Map<String, double[]> byClass = new LinkedHashMap<>();
    for (int m = 0; m < DetectionMetrics.NAMES.size(); m++) {
      int metric = m;
      byClass.put(
          DetectionMetrics.NAMES.get(m),
          Band.of(matched.stream().map(t -> t.byClass().get(metric)).toList()).mean());
    }
    List<Band> precision = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      int label = k;
      precision.add(Band.of(matched.stream().map(t -> t.precision().get(label)).toList()));
    }
    return new ArmDetections(
        byClass,
        precision,
        Band.of(matched.stream().map(OfTrial::froc).toList()),
        Band.of(matched.stream().map(OfTrial::sensitivity).toList()),
        matched.size());
  }

  /** The numbers of one trial. */
  private record OfTrial(
      List<double[]> byClass, List<double[]> precision, double[] froc, double[] sensitivity) {

    static OfTrial of(MatchedDetections matched, int classes) {
      List<double[]> precision = new ArrayList<>();
      // undefined where there is no object, of which an empty curve says nothing
      double[] area = matched.byClass(DetectionMetrics.AP50);
      for (int k = 0; k < classes; k++) {
        precision.add(
            Double.isNaN(area[k])
                ? CurveGrid.undefined(CurveGrid.RECALLS)
                : CurveGrid.precision(matched.precisionRecall(k), CurveGrid.RECALLS));
      }
      boolean defined = !Arrays.stream(area).allMatch(Double::isNaN);
      FrocCurve froc = matched.froc();
      return new OfTrial(
          DetectionMetrics.ALL.stream().map(matched::byClass).toList(),
          precision,
          sensitivity(froc, CurveGrid.RATES, defined),
          sensitivity(
              froc, DetectionMetrics.RATES.stream().mapToDouble(r -> r).toArray(), defined));
    }

    private static double[] sensitivity(FrocCurve froc, double[] rates, boolean defined) {
      return defined ? CurveGrid.sensitivity(froc, rates) : CurveGrid.undefined(rates);
    }
  }
}
