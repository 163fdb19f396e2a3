package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;
import static io.ridgeline.report.html.Numbers.p;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;

/** The decision table, and below it every trial that did not complete. */
final class DecisionSection {
  private DecisionSection() {}

  static Element of(Context context) {
    String metric = context.results().metric();
    String beside = second(context);
    boolean second = !metric.equals(beside);
    List<String> columns =
        new ArrayList<>(List.of("Arm", "Test " + context.metric() + context.unit(metric)));
    if (second) {
      columns.add("Test " + Context.inline(beside) + context.unit(beside));
    }
    columns.addAll(List.of("Difference", "Adjusted p", "Verdict", "Gap", "Time"));
    if (context.many()) {
      columns.add("Kind");
    }
    Grid grid =
        new Grid(
            "Each arm against the baseline on the test part: mean over trials with its 95 %"
                + " interval. ★ marks the arm that validation chose. Gap: train minus test. Time:"
                + " training time relative to the baseline.",
            columns);
    for (ArmResult arm : context.arms()) {
      grid.row(context.isChosen(arm) ? "chosen" : "", row(context, arm, second));
    }
    return Context.section(
        "decision",
        "2. Decision table",
        grid.element(),
        context.link(csv(context)),
        incomplete(context));
  }

  /** What stands beside the deciding metric. */
  private static String second(Context context) {
    return switch (context.task()) {
      case CLASSIFICATION -> "accuracy";
      case SEGMENTATION -> "hd95";
      case DETECTION -> "froc";
    };
  }

  private static List<Object> row(Context context, ArmResult arm, boolean second) {
    String metric = context.results().metric();
    List<Object> cells = new ArrayList<>();
    cells.add(
        Element.of("span", arm.arm().name() + (context.isChosen(arm) ? " ★" : ""))
            .set("class", "name"));
    cells.add(cell(Context.summary(arm.metrics(), metric)));
    if (second) {
      cells.add(cell(Context.summary(arm.metrics(), second(context))));
    }
    Comparison d = arm.difference();
    if (d == null) {
      String words = context.isBaseline(arm) ? "baseline" : "not compared";
      cells.addAll(List.of(new Cell("–", Double.NaN), new Cell("–", Double.NaN), words));
    } else {
      cells.add(Cell.interval(signed(d.mean(), 3), signedInterval(d.low(), d.high(), 3), d.mean()));
      cells.add(new Cell(p(d.pHolm()), d.pHolm()));
      cells.add(Verdicts.element(d.verdict()));
    }
    cells.add(cell(Context.summary(arm.gap(), metric)));
    double time = Times.relative(context, arm, TrialRecord.Timing::seconds);
    cells.add(new Cell(Double.isNaN(time) ? Numbers.UNDEFINED : fixed(time, 2) + " ×", time));
    if (context.many()) {
      cells.add(context.kind(arm));
    }
    return cells;
  }

  private static Cell cell(Summary s) {
    return Cell.interval(fixed(s.mean(), 3), interval(s.low(), s.high(), 3), s.mean());
  }

  private static Table csv(Context context) {
    String metric = context.results().metric();
    List<List<Object>> rows = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      Summary test = Context.summary(arm.metrics(), metric);
      Summary second = Context.summary(arm.metrics(), second(context));
      Summary gap = Context.summary(arm.gap(), metric);
      Comparison d = arm.difference();
      List<Object> row = new ArrayList<>(List.of(arm.arm().name(), context.isChosen(arm)));
      row.addAll(List.of(arm.trials(), arm.completed(), arm.diverged(), arm.failed()));
      row.addAll(List.of(test.mean(), test.low(), test.high()));
      row.addAll(List.of(second.mean(), second.low(), second.high()));
      row.addAll(
          d == null
              ? List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "", Double.NaN)
              : List.of(
                  d.mean(),
                  d.low(),
                  d.high(),
                  d.p(),
                  d.pHolm(),
                  d.verdict().words(),
                  d.detectable()));
      row.addAll(List.of(gap.mean(), gap.low(), gap.high()));
      row.add(Times.relative(context, arm, TrialRecord.Timing::seconds));
      rows.add(row);
    }
    return new Table(
        "decision",
        List.of(
            "arm",
            "chosen",
            "trials",
            "completed",
            "diverged",
            "failed",
            "test",
            "test_low",
            "test_high",
            second(context),
            second(context) + "_low",
            second(context) + "_high",
            "difference",
            "difference_low",
            "difference_high",
            "p",
            "p_holm",
            "verdict",
            "detectable",
            "gap",
            "gap_low",
            "gap_high",
            "relative_time"),
        rows);
  }

  private static List<Element> incomplete(Context context) {
    List<TrialRecord> missing =
        context.input().trials().stream().filter(t -> !t.completed()).toList();
    if (missing.isEmpty()) {
      return List.of();
    }
    Grid grid =
        new Grid(
            "They are in no mean, interval or figure.",
            List.of("Arm", "Split", "Seed", "What happened"));
    missing.forEach(
        t ->
            grid.row(
                List.of(
                    t.spec().arm().name(),
                    t.spec().split(),
                    Cell.of(t.spec().seed()),
                    words(t.outcome()))));
    return List.of(Element.of("h3", "Trials that did not complete"), grid.element());
  }

  static String words(TrialOutcome outcome) {
    if (outcome instanceof TrialOutcome.Diverged d) {
      return "diverged in epoch " + d.epoch() + ", step " + d.step() + ": " + d.what();
    }
    if (outcome instanceof TrialOutcome.Failed f) {
      return "failed: " + f.reason() + (f.hint().isEmpty() ? "" : " (" + f.hint() + ")");
    }
    return "completed";
  }
}
