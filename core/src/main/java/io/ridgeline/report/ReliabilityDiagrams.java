package io.ridgeline.report;

import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Reliability;
import io.ridgeline.metric.Scores;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.ReliabilityFigure;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.TemperatureScaled;
import io.ridgeline.trial.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reliability diagrams of averaged predictions, as predicted and after temperature scaling. */
final class ReliabilityDiagrams {
  private static final int BINS = 10;

  private ReliabilityDiagrams() {}

  static List<Element> of(Context context, Map<ArmResult, Predictions> predictions) {
    List<Element> figures = new ArrayList<>();
    figures.add(context.figure(figure(context, predictions, "reliability", "")));
    Map<ArmResult, Predictions> scaled = new LinkedHashMap<>();
    for (ArmResult arm : predictions.keySet()) {
      Predictions averaged =
          AveragedPredictions.of(
              context.completed(arm).stream()
                  .flatMap(t -> TemperatureScaled.of(t).stream())
                  .map(TemperatureScaled::trial)
                  .toList());
      if (averaged.size() > 0) {
        scaled.put(arm, averaged);
      }
    }
    if (!scaled.isEmpty()) {
      figures.add(
          context.figure(
              figure(context, scaled, "reliability-scaled", ", after temperature scaling")));
    }
    return figures;
  }

  private static Figure figure(
      Context context, Map<ArmResult, Predictions> predictions, String id, String after) {
    List<ReliabilityFigure.Diagram> diagrams = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    predictions.forEach(
        (arm, p) -> {
          double error = ClassificationMetrics.of("ece", p.labels(), p.probabilities());
          Scores scores = new Scores(p.labels(), p.probabilities());
          Reliability reliability =
              Double.isNaN(error)
                  ? new Reliability(List.of())
                  : Reliability.of(scores, scores.once(), BINS);
          String name = arm.arm().name();
          diagrams.add(new ReliabilityFigure.Diagram(name, reliability, error));
          for (Reliability.Bin b : reliability.bins()) {
            data.add(List.of(name, b.predicted(), b.observed(), b.low(), b.high(), b.count()));
          }
        });
    boolean binary = context.results().classes().size() == 2;
    return new Figure(
        id,
        "Reliability on test" + after,
        (binary
                ? "Of the examples given a probability of “"
                    + context.results().classes().get(1)
                    + "”, the share that was so"
                : "Of the examples whose most likely class was given a probability, the share where"
                    + " it was right")
            + "; bins of equal size, Wilson's 95 % intervals. On the diagonal, probabilities mean"
            + " what they say.",
        4,
        ReliabilityFigure.of(
            binary ? "predicted probability" : "confidence",
            binary ? "observed share" : "share correct",
            diagrams),
        new Table(id, List.of("arm", "predicted", "observed", "low", "high", "examples"), data));
  }
}
