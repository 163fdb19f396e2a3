package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.duration;
import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.significant;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.report.svg.DotPlot;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.Marker;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRecord.Timing;
import java.util.ArrayList;
import java.util.List;

/** What each arm costs: time of a training step and of the whole training. */
final class CostSection {
  private CostSection() {}

  static Element of(Context context) {
    Element section = Context.section("cost", "7. Cost");
    if (context.arms().stream().allMatch(a -> context.completed(a).isEmpty())) {
      return section.add(Element.of("p", "No trial has completed."));
    }
    List<DotPlot.Row> rows = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    Grid grid =
        new Grid(
            "Wall times of the completed trials, on the machine that ran them and beside whatever"
                + " else it ran.",
            List.of("Arm", "Trials", "Epochs", "Milliseconds a step", "A trial", "All trials"));
    double one =
        context.baseline().map(b -> Times.mean(context, b, Timing::stepSeconds)).orElse(Double.NaN);
    for (ArmResult arm : context.arms()) {
      List<TrialRecord> trials = context.completed(arm);
      double step = Times.mean(context, arm, Timing::stepSeconds);
      double relative = Times.relative(context, arm, Timing::stepSeconds);
      double seconds = Times.mean(context, arm, Timing::seconds);
      double total = trials.stream().mapToDouble(t -> t.timing().seconds()).sum();
      rows.add(
          new DotPlot.Row(
              arm.arm().name(),
              relative,
              Double.NaN,
              Double.NaN,
              trials.stream()
                  .map(t -> one > 0 ? t.timing().stepSeconds() / one : Double.NaN)
                  .toList(),
              Marker.DISC,
              context.isBaseline(arm) ? "baseline" : "arm",
              Double.isNaN(relative) ? Numbers.UNDEFINED : fixed(relative, 2) + " ×"));
      grid.row(
          List.of(
              arm.arm().name(),
              Cell.of(arm.completed()),
              Cell.of(arm.epochs()),
              new Cell(significant(1000 * step), step),
              new Cell(duration(seconds), seconds),
              new Cell(duration(total), total)));
      data.add(List.of(arm.arm().name(), arm.epochs(), step, relative, seconds, total));
    }
    Figure figure =
        new Figure(
            "cost",
            "Time of a training step relative to the baseline",
            "Marks are means over trials of the median step, dots single trials. Dashed: as fast as"
                + " the baseline."
                + DotPlot.thinned(rows),
            1,
            List.of(
                DotPlot.of(
                    "Seconds a step, relative",
                    "Relative step time of " + rows.size() + " arms.",
                    new DotPlot.Axis("times the baseline's step", 1, 0, false, "", ""),
                    rows)),
            new Table(
                "cost",
                List.of(
                    "arm",
                    "epochs",
                    "step_seconds",
                    "relative_step",
                    "trial_seconds",
                    "total_seconds"),
                data));
    return section
        .add(context.figure(figure), grid.element())
        .add(TuningSection.of(context).toArray());
  }
}
