package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Band;
import io.ridgeline.report.svg.DotPlot;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.LearningCurves;
import io.ridgeline.report.svg.Marker;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How much better each arm is on train than elsewhere: the final gap, and the learning curves. */
final class CurvesSection {
  private static final String HOW_TO_READ =
      "Solid blue: validation. Dashed orange: train. Lines are means over the arm's completed trials"
          + " (as far as half of them ran), coloured bands reach from the smallest to the largest"
          + " trial, and the grey area between the lines is the gap. All panels share their axes.";

  private CurvesSection() {}

  static Element of(Context context) {
    Element section = Context.section("overfitting", "4. Overfitting");
    List<ArmResult> arms =
        context.arms().stream().filter(a -> !context.completed(a).isEmpty()).toList();
    if (arms.isEmpty()) {
      return section.add(Element.of("p", "No trial has completed."));
    }
    String metric = context.metric();
    return section
        .add(
            context.figure(gaps(context, arms)),
            context.figure(
                curves(
                    context,
                    arms,
                    "learning-curves-metric",
                    metric,
                    "Train is judged without noise and augmentation." + patches(context),
                    false,
                    EpochRecord::trainMetric,
                    EpochRecord::validationMetric)),
            context.figure(
                curves(
                    context,
                    arms,
                    "learning-curves-loss",
                    "loss",
                    "Losses are of the data alone, without penalties, noise or augmentation; train is looked"
                        + " at on at most "
                        + looked(context.task())
                        + " examples.",
                    true,
                    EpochRecord::trainLoss,
                    EpochRecord::validationLoss)))
        .add(LearningCurveSection.of(context).toArray());
  }

  /** The training examples that are looked at after an epoch. */
  private static int looked(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> 256;
      case SEGMENTATION -> 32;
      case DETECTION -> 64;
    };
  }

  /** What an epoch is judged on, where images are seen patch by patch. */
  private static String patches(Context context) {
    return context.task() == TaskKind.SEGMENTATION
        ? " Of images larger than the model's patch, epochs look at one patch each, always the same."
        : "";
  }

  private static Figure gaps(Context context, List<ArmResult> arms) {
    List<DotPlot.Row> rows = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : arms) {
      Summary gap = Context.summary(arm.gap(), context.results().metric());
      rows.add(
          new DotPlot.Row(
              arm.arm().name(),
              gap.mean(),
              gap.low(),
              gap.high(),
              gap.values(),
              Marker.DISC,
              context.isBaseline(arm) ? "baseline" : "arm",
              fixed(gap.mean(), 3) + " " + interval(gap.low(), gap.high(), 3)));
      data.add(List.of(arm.arm().name(), gap.mean(), gap.low(), gap.high()));
    }
    return new Figure(
        "gap",
        "Generalization gap of the evaluated weights",
        "Train minus test "
            + context.metric()
            + ": mean with its 95 % interval, and single trials as dots. Dashed: no gap."
            + DotPlot.thinned(rows),
        1,
        List.of(
            DotPlot.of(
                "Train minus test",
                "Generalization gap of " + arms.size() + " arms with intervals.",
                new DotPlot.Axis("train minus test " + context.metric(), 0, 0, true, "", ""),
                rows)),
        new Table("gap", List.of("arm", "mean", "low", "high"), data));
  }

  private static Figure curves(
      Context context,
      List<ArmResult> arms,
      String id,
      String quantity,
      String note,
      boolean fromZero,
      ToDoubleFunction<EpochRecord> train,
      ToDoubleFunction<EpochRecord> validation) {
    List<LearningCurves.Curves> curves =
        arms.stream()
            .map(
                a ->
                    new LearningCurves.Curves(
                        a.arm().name(),
                        band(context.completed(a), train),
                        band(context.completed(a), validation)))
            .toList();
    List<List<Object>> data = new ArrayList<>();
    for (LearningCurves.Curves c : curves) {
      rows(c.arm(), "train", c.train(), data);
      rows(c.arm(), "validation", c.validation(), data);
    }
    return new Figure(
        id,
        "Learning curves: " + quantity,
        HOW_TO_READ + " " + note,
        3,
        LearningCurves.of(quantity, fromZero, curves),
        new Table(id, List.of("arm", "part", "epoch", "mean", "low", "high"), data));
  }

  private static Band band(List<TrialRecord> trials, ToDoubleFunction<EpochRecord> quantity) {
    return Band.of(
        trials.stream().map(t -> t.epochs().stream().mapToDouble(quantity).toArray()).toList());
  }

  private static void rows(String arm, String part, Band band, List<List<Object>> data) {
    for (int i = 0; i < band.length(); i++) {
      data.add(List.of(arm, part, i + 1, band.mean()[i], band.low()[i], band.high()[i]));
    }
  }
}
