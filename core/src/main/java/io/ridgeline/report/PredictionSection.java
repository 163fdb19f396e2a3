package io.ridgeline.report;

import io.ridgeline.metric.ConfusionMatrix;
import io.ridgeline.metric.Scores;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.ConfusionFigure;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.RocFigure;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every test metric, ROC curves, calibration, confusion matrices, sets of classes, decision curves.
 */
final class PredictionSection {
  private PredictionSection() {}

  static Element of(Context context) {
    Element section =
        Context.section("predictions", "5. Discrimination and calibration")
            .add(MetricTable.of(context));
    Map<ArmResult, Predictions> predictions = new LinkedHashMap<>();
    for (ArmResult arm : context.arms()) {
      Predictions averaged = AveragedPredictions.of(context.completed(arm));
      if (averaged.size() > 0) {
        predictions.put(arm, averaged);
      }
    }
    if (predictions.isEmpty()) {
      return section.add(Element.of("p", "No trial has test predictions."));
    }
    section.add(
        Element.of(
            "p",
            "The figures below are of each arm's probabilities averaged over its trials, example by"
                + " example. Such an average is usually a little better than the single trials that"
                + " the tables report."));
    Map<ArmResult, Predictions> few = new LinkedHashMap<>(predictions);
    few.keySet().removeIf(a -> !context.isChosen(a) && !context.isBaseline(a));
    section.add(context.figure(roc(context, predictions)));
    section.add(CalibrationTable.of(context));
    section.add(ReliabilityDiagrams.of(context, predictions));
    if (!few.isEmpty()) {
      section.add(Element.of("h3", "Confusion"), context.figure(confusion(context, few)));
    }
    return section.add(ConformalTable.of(context)).add(DecisionCurves.of(context));
  }

  private static Figure roc(Context context, Map<ArmResult, Predictions> predictions) {
    List<RocFigure.Curve> curves = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    predictions.forEach(
        (arm, p) -> {
          RocFigure.Curve curve = RocCurves.of(arm.arm().name(), p);
          curves.add(curve);
          for (int i = 0; i < curve.sensitivity().length; i++) {
            data.add(List.of(curve.arm(), curve.falsePositiveRate()[i], curve.sensitivity()[i]));
          }
        });
    RocFigure.Curve baseline =
        curves.stream()
            .filter(c -> context.baseline().filter(b -> b.arm().name().equals(c.arm())).isPresent())
            .findFirst()
            .orElse(curves.get(0));
    boolean binary = context.results().classes().size() == 2;
    return new Figure(
        "roc",
        "ROC curves on test",
        (binary
                ? "The positive class is “" + context.results().classes().get(1) + "”. "
                : "Mean over the classes, each against the rest. ")
            + "Dashed grey: “"
            + baseline.arm()
            + "”.",
        4,
        RocFigure.of(baseline, curves),
        new Table("roc", List.of("arm", "false_positive_rate", "sensitivity"), data));
  }

  private static Figure confusion(Context context, Map<ArmResult, Predictions> predictions) {
    List<String> classes = context.results().classes();
    List<ConfusionFigure.Matrix> matrices = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    predictions.forEach(
        (arm, p) -> {
          Scores scores = new Scores(p.labels(), p.probabilities());
          ConfusionMatrix counts = ConfusionMatrix.of(scores, scores.once());
          String role = context.isChosen(arm) ? " (chosen)" : " (baseline)";
          matrices.add(new ConfusionFigure.Matrix(arm.arm().name() + role, counts));
          for (int i = 0; i < classes.size(); i++) {
            for (int j = 0; j < classes.size(); j++) {
              data.add(
                  List.of(arm.arm().name(), classes.get(i), classes.get(j), counts.cells()[i][j]));
            }
          }
        });
    return new Figure(
        "confusion",
        "Confusion matrices on test",
        "The predicted class is the most likely one. Shading is by share of the true class.",
        classes.size() <= 4 ? 2 : 1,
        ConfusionFigure.of(classes, matrices),
        new Table("confusion", List.of("arm", "true_class", "predicted_class", "examples"), data));
  }
}
