package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.HOLD;
import static io.ridgeline.report.html.Numbers.fixed;

import io.ridgeline.metric.Metrics;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import java.util.ArrayList;
import java.util.List;

/** How probable it is that each arm is worse, practically equal, better; of several splits only. */
final class Posteriors {
  private Posteriors() {}

  static boolean any(Context context) {
    return context.arms().stream()
        .map(ArmResult::difference)
        .anyMatch(d -> d != null && d.posterior() != null);
  }

  /** A table of the arms that have such probabilities; empty if there are none. */
  static List<Element> of(Context context) {
    if (!any(context)) {
      return List.of();
    }
    String negligible = fixed(Metrics.named(context.results().metric()).negligible(), 3);
    Grid grid =
        new Grid(
            "How probable it is, given these splits, that the arm's true test "
                + context.metric()
                + " is worse than the baseline's by more than "
                + negligible
                + ", practically equal, or better by more than that (Bayesian correlated t, not"
                + " adjusted for the number of arms). The verdicts do not rest on it.",
            List.of("Arm", "Worse", "Practically equal", "Better"));
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      Comparison d = arm.difference();
      CorrelatedT p = d == null ? null : d.posterior();
      if (p != null) {
        String name = arm.arm().name();
        grid.row(List.of(name, cell(p.worse()), cell(p.equal()), cell(p.better())));
        data.add(List.of(name, p.worse(), p.equal(), p.better()));
      }
    }
    return List.of(
        grid.element(),
        context.link(new Table("posterior", List.of("arm", "worse", "equal", "better"), data)));
  }

  /** In words, of one arm; empty if there are no probabilities. */
  static String words(Comparison difference, String metric) {
    CorrelatedT p = difference.posterior();
    return p == null || Double.isNaN(p.better())
        ? ""
        : " Given these splits alone, it is better by more than "
            + fixed(Metrics.named(metric).negligible(), 3)
            + " with a probability of "
            + percent(p.better())
            + ", practically equal with "
            + percent(p.equal())
            + ", worse with "
            + percent(p.worse())
            + ".";
  }

  private static Cell cell(double probability) {
    return new Cell(percent(probability), probability);
  }

  /** In whole percents; what is not certain is not called so. */
  private static String percent(double probability) {
    if (probability > 0 && probability < 0.01) {
      return "<" + HOLD + "1" + HOLD + "%";
    }
    return probability < 1 && probability > 0.99
        ? ">" + HOLD + "99" + HOLD + "%"
        : fixed(100 * probability, 0) + (Double.isNaN(probability) ? "" : HOLD + "%");
  }
}
