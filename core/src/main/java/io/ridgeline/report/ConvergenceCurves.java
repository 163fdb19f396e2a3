package io.ridgeline.report;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Band;
import io.ridgeline.report.svg.ConvergenceFigure;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.Convergence;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.EpochRecord;
import java.util.ArrayList;
import java.util.List;

/** The validation curve of every arm against the level of the baseline's best epochs. */
final class ConvergenceCurves {
  private ConvergenceCurves() {}

  /** No figure if the baseline has no completed trial. */
  static List<Element> of(Context context, List<ArmResult> arms) {
    List<ConvergenceFigure.Curve> curves = new ArrayList<>();
    ConvergenceFigure.Curve baseline = null;
    for (ArmResult arm : arms) {
      if (!context.completed(arm).isEmpty()) {
        ConvergenceFigure.Curve curve =
            new ConvergenceFigure.Curve(
                arm.arm().name(),
                validation(context, arm),
                context
                    .evidence(arm)
                    .map(ArmEvidence::convergence)
                    .map(ConvergenceCurves::words)
                    .orElse(""));
        curves.add(curve);
        baseline = context.isBaseline(arm) ? curve : baseline;
      }
    }
    return baseline == null ? List.of() : List.of(figure(context, baseline, curves));
  }

  private static Element figure(
      Context context, ConvergenceFigure.Curve baseline, List<ConvergenceFigure.Curve> curves) {
    double level = level(context);
    List<List<Object>> data = new ArrayList<>();
    for (ConvergenceFigure.Curve c : curves) {
      for (int i = 0; i < c.validation().length(); i++) {
        data.add(List.of(c.arm(), i + 1, c.validation().mean()[i], level));
      }
    }
    return context.figure(
        new Figure(
            "convergence",
            "Validation against epochs",
            "Means over trials, of “"
                + baseline.arm()
                + "” in dashed grey. The dashed line is what its trials reach at their best epochs,"
                + " on average; each trial is held against its own partner's best, so that a mean"
                + " curve may stay below the line although its trials cross theirs.",
            3,
            ConvergenceFigure.of(context.metric(), level, baseline, curves),
            new Table(
                "convergence", List.of("arm", "epoch", "validation", "baseline_level"), data)));
  }

  private static double level(Context context) {
    boolean higher = Context.higherIsBetter(context.results().metric());
    return context.baseline().stream()
        .flatMap(b -> context.completed(b).stream())
        .mapToDouble(t -> Convergence.level(t, higher))
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  private static Band validation(Context context, ArmResult arm) {
    return Band.of(
        context.completed(arm).stream()
            .map(t -> t.epochs().stream().mapToDouble(EpochRecord::validationMetric).toArray())
            .toList());
  }

  private static String words(Convergence c) {
    return "reached by "
        + c.reached()
        + " of "
        + c.pairs()
        + (Double.isNaN(c.medianEpochs())
            ? ""
            : ", median epoch " + ComplaintSection.epochs(c.medianEpochs()));
  }
}
