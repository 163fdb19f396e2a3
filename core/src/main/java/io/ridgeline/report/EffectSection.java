package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.percent;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.metric.Metrics;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.DotPlot;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences to the baseline as a forest plot, and where the variation comes from. */
final class EffectSection {
  private EffectSection() {}

  static Element of(Context context) {
    Element section = Context.section("effects", "3. Differences to the baseline");
    List<ArmResult> compared = context.arms().stream().filter(a -> a.difference() != null).toList();
    section.add(
        compared.isEmpty()
            ? Element.of("p", "No arm could be compared with a baseline.")
            : context.figure(forest(context, compared)));
    return section
        .add(Posteriors.of(context))
        .add(variation(context))
        .add(SubgroupTables.of(context));
  }

  private static Figure forest(Context context, List<ArmResult> compared) {
    List<DotPlot.Row> rows = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    String to = "";
    for (ArmResult arm : compared) {
      Comparison d = arm.difference();
      if (d != null) {
        to = d.to();
        rows.add(
            new DotPlot.Row(
                arm.arm().name(),
                d.mean(),
                d.low(),
                d.high(),
                List.of(),
                Verdicts.marker(d.verdict()),
                Verdicts.cssClass(d.verdict()),
                signed(d.mean(), 3) + " " + signedInterval(d.low(), d.high(), 3)));
        data.add(
            List.of(
                arm.arm().name(),
                d.to(),
                d.mean(),
                d.low(),
                d.high(),
                d.p(),
                d.pHolm(),
                d.verdict().words(),
                d.detectable()));
      }
    }
    boolean higher = Context.higherIsBetter(context.results().metric());
    double negligible = Metrics.named(context.results().metric()).negligible();
    return new Figure(
        "differences",
        "Differences in test " + context.metric() + " to “" + to + "”",
        "Mean difference with its 95 % interval. Dashed: no difference; grey band: practically"
            + " equal (±"
            + fixed(negligible, 3)
            + "). ▲ helps, ▼ harms, ■ practically equal, ○ no evidence. The intervals are not"
            + " adjusted for the number of arms; the verdicts are.",
        1,
        List.of(
            DotPlot.of(
                "Arm minus “" + to + "”",
                "Difference to the baseline of " + rows.size() + " arms with intervals.",
                new DotPlot.Axis(
                    "difference in test " + context.metric(),
                    0,
                    negligible,
                    true,
                    higher ? "← worse" : "← better",
                    higher ? "better →" : "worse →"),
                rows)),
        new Table(
            "differences",
            List.of("arm", "to", "mean", "low", "high", "p", "p_holm", "verdict", "detectable"),
            data));
  }

  private static List<Element> variation(Context context) {
    Grid grid =
        new Grid(
            "Where the variation of the test "
                + context.metric()
                + " comes from: standard deviation of one training over seeds on the same split, and"
                + " over splits what seeds do not explain (analysis of variance). Detectable: the"
                + " smallest true difference that this study finds with 80 % power.",
            List.of("Arm", "Over seeds", "Over splits", "Detectable"));
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      Comparison d = arm.difference();
      double detectable = d == null ? Double.NaN : d.detectable();
      grid.row(
          List.of(
              arm.arm().name(),
              Cell.of(arm.seedDeviation(), 4),
              Double.isNaN(arm.splitDeviation())
                  ? new Cell("one split", Double.NaN)
                  : Cell.of(arm.splitDeviation(), 4),
              d == null ? new Cell("–", Double.NaN) : Cell.of(detectable, 3)));
      data.add(List.of(arm.arm().name(), arm.seedDeviation(), arm.splitDeviation(), detectable));
    }
    return List.of(
        grid.element(),
        Element.of("p", shares(context)),
        context.link(
            new Table(
                "variation",
                List.of("arm", "seed_deviation", "split_deviation", "detectable"),
                data)));
  }

  /** Of the baseline's variance, how much is the seeds' and how much the splits', in words. */
  private static String shares(Context context) {
    Optional<ArmResult> baseline = context.baseline();
    double seed = baseline.map(ArmResult::seedDeviation).orElse(Double.NaN);
    double split = baseline.map(ArmResult::splitDeviation).orElse(Double.NaN);
    if (baseline.map(ArmResult::completed).orElse(0) == 0) {
      return "No training of the baseline has completed.";
    }
    if (Double.isNaN(seed)) {
      return "Each split was trained with one seed, so that what seeds and what splits add cannot be"
          + " told apart"
          + (Double.isNaN(split) ? "." : ": the deviation over splits holds both.");
    }
    if (Double.isNaN(split)) {
      return "There is one split, so that only the seeds' part is seen here; what other patients would"
          + " change is in the intervals.";
    }
    double all = seed * seed + split * split;
    return all == 0
        ? "The trainings of the baseline do not vary."
        : "Of the variance of one training of “"
            + baseline.map(b -> b.arm().name()).orElse("")
            + "”, "
            + percent(seed * seed / all)
            + " comes from the seed and "
            + percent(split * split / all)
            + " from the split, its training and test patients.";
  }
}
