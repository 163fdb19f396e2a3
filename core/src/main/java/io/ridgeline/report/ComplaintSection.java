package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.HOLD;
import static io.ridgeline.report.html.Numbers.duration;
import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.percent;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.Convergence;
import io.ridgeline.study.GapChange;
import io.ridgeline.study.Starts;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.TrialRecord.Timing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The old complaints about training networks, measured for every arm: it takes long, it gets stuck,
 * it overfits.
 */
final class ComplaintSection {
  private ComplaintSection() {}

  static Element of(Context context) {
    Element section = Context.section("complaints", "8. The old complaints");
    List<ArmResult> arms =
        context.arms().stream().filter(a -> context.evidence(a).isPresent()).toList();
    if (arms.stream().allMatch(a -> context.completed(a).isEmpty())) {
      return section.add(Element.of("p", "No trial has completed."));
    }
    ComplaintWords.of(context, arms).forEach(words -> section.add(Element.of("p", words)));
    section.add(table(context, arms), context.link(csv(context, arms)));
    return section.add(ConvergenceCurves.of(context, arms));
  }

  private static Element table(Context context, List<ArmResult> arms) {
    Grid grid =
        new Grid(
            "Epochs and time until the validation "
                + context.metric()
                + " first is as good as at the baseline's best epoch, for trials paired by split and"
                + " seed: the median, in which never is longest; time is at the trial's mean pace."
                + " Final training loss: mean over trials, and standard deviation over starts (seeds)"
                + " of it and of the test "
                + context.metric()
                + ". Gap left: the share of the baseline's gap, and the difference of the gaps with"
                + " its paired 95 % interval.",
            List.of(
                "Arm",
                "Reached",
                "Epochs",
                "Time",
                "Step, relative",
                "Final training loss",
                "± starts",
                "Test ± starts",
                "Stuck",
                "Diverged",
                "Gap left"));
    for (ArmResult arm : arms) {
      context.evidence(arm).ifPresent(e -> grid.row(row(context, arm, e)));
    }
    return grid.element();
  }

  private static List<Object> row(Context context, ArmResult arm, ArmEvidence evidence) {
    Convergence c = evidence.convergence();
    Starts s = evidence.starts();
    double seconds = Times.untilLevel(context, arm);
    double relative = Times.relative(context, arm, Timing::stepSeconds);
    return List.of(
        arm.arm().name(),
        new Cell(of(c.reached(), c.pairs()), (double) c.reached() / c.pairs()),
        new Cell(
            c.pairs() > 0 && Double.isNaN(c.medianEpochs()) ? "never" : epochs(c.medianEpochs()),
            c.medianEpochs()),
        new Cell(c.pairs() > 0 && Double.isNaN(seconds) ? "never" : duration(seconds), seconds),
        new Cell(Double.isNaN(relative) ? "–" : fixed(relative, 2) + HOLD + "×", relative),
        Cell.of(s.finalLoss(), 4),
        Cell.of(s.lossDeviation(), 4),
        Cell.of(arm.seedDeviation(), 4),
        new Cell(
            Double.isNaN(s.stuckAbove()) ? "too few" : of(s.stuck(), s.trials()),
            Double.isNaN(s.stuckAbove()) ? Double.NaN : s.stuck()),
        new Cell(of(arm.diverged(), arm.trials()), arm.diverged()),
        gap(evidence.gapChange()));
  }

  private static Cell gap(@Nullable GapChange change) {
    return change == null
        ? new Cell("baseline", 1)
        : Cell.interval(
            Double.isNaN(change.share()) ? signed(change.mean(), 3) : percent(change.share()),
            Double.isNaN(change.share())
                ? signedInterval(change.low(), change.high(), 3)
                : signed(change.mean(), 3) + " " + signedInterval(change.low(), change.high(), 3),
            Double.isNaN(change.share()) ? change.mean() : change.share());
  }

  private static String of(int part, int whole) {
    return part + " of " + whole;
  }

  /** A median of whole numbers of epochs. */
  static String epochs(double median) {
    return fixed(median, median == Math.rint(median) ? 0 : 1);
  }

  private static Table csv(Context context, List<ArmResult> arms) {
    List<List<Object>> rows = new ArrayList<>();
    for (ArmResult arm : arms) {
      context
          .evidence(arm)
          .ifPresent(
              e -> {
                GapChange gap =
                    e.gapChange() == null
                        ? new GapChange(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                        : e.gapChange();
                rows.add(
                    List.of(
                        arm.arm().name(),
                        e.convergence().pairs(),
                        e.convergence().reached(),
                        e.convergence().medianEpochs(),
                        Times.untilLevel(context, arm),
                        Times.relative(context, arm, Timing::stepSeconds),
                        e.starts().trials(),
                        e.starts().finalLoss(),
                        e.starts().lossDeviation(),
                        arm.seedDeviation(),
                        e.starts().stuckAbove(),
                        e.starts().stuck(),
                        arm.diverged(),
                        gap.share(),
                        gap.mean(),
                        gap.low(),
                        gap.high()));
              });
    }
    return new Table(
        "complaints",
        List.of(
            "arm",
            "pairs",
            "reached",
            "median_epochs",
            "median_seconds",
            "relative_step",
            "trials",
            "final_training_loss",
            "loss_deviation",
            "test_deviation",
            "stuck_above",
            "stuck",
            "diverged",
            "gap_share",
            "gap_difference",
            "gap_low",
            "gap_high"),
        rows);
  }
}
