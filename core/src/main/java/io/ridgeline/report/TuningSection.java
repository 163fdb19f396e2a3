package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.duration;

import io.ridgeline.describe.Parameter;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.report.svg.BestOfFigure;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.study.TuningResults;
import io.ridgeline.study.TuningResults.ArmSearch;
import io.ridgeline.study.TuningResults.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the searches chose, and what they would have found with a smaller budget. */
final class TuningSection {
  private final Context context;
  private final TuningResults tuning;

  private TuningSection(Context context, TuningResults tuning) {
    this.context = context;
    this.tuning = tuning;
  }

  /** Nothing if the study is not tuned. */
  static List<Element> of(Context context) {
    TuningResults tuning = context.results().tuning();
    return tuning == null ? List.of() : new TuningSection(context, tuning).elements();
  }

  private List<Element> elements() {
    List<Element> elements = new ArrayList<>(List.of(Element.of("h3", "Tuning"), words()));
    List<ArmSearch> ended = tuning.arms().stream().filter(a -> !a.chosen().isEmpty()).toList();
    if (ended.isEmpty()) {
      return elements;
    }
    elements.add(context.figure(bestOf(ended)));
    elements.add(budgets(ended));
    elements.add(chosen(ended));
    return elements;
  }

  private Element words() {
    String spread =
        tuning.pruning().equals("halving")
            ? "all with few epochs, then the best third of them with three times as many, and so on"
                + " (successive halving)"
            : "all with the study's epochs";
    return Element.of(
        "p",
        "For every arm, the baseline included, and in every split, "
            + tuning.trials()
            + " configurations were tried, "
            + spread
            + ". The first is the study file's own; the others were proposed by "
            + (tuning.sampler().equals("tpe")
                ? "a tree-structured Parzen estimator"
                : "a scrambled Halton sequence")
            + ". They were trained on a part of the training part and judged on the rest of it, by"
            + " patient; validation and test had no say. What was chosen was then trained anew on"
            + " the whole training part.");
  }

  private Figure bestOf(List<ArmSearch> arms) {
    String baseline = context.baseline().map(b -> b.arm().name()).orElse("");
    List<BestOfFigure.Curve> curves = arms.stream().map(TuningSection::curve).toList();
    BestOfFigure.Curve first =
        curves.stream().filter(c -> c.arm().equals(baseline)).findFirst().orElse(curves.get(0));
    List<List<Object>> data = new ArrayList<>();
    for (ArmSearch arm : arms) {
      for (int t = 1; t <= arm.bestOf().size(); t++) {
        data.add(List.of(arm.arm(), t, arm.bestOf().get(t - 1)));
      }
    }
    return new Figure(
        "best-of",
        "Expected best by the number of configurations",
        "The mean of the best of every set of so many of the configurations tried, judged on the"
            + " inner part of the training part after "
            + arms.get(0).firstEpochs()
            + " epochs; a mean over splits. An arm whose curve still rises would gain from a larger"
            + " budget. Dashed: the baseline.",
        3,
        BestOfFigure.of(context.metric(), first, curves),
        new Table("best-of", List.of("arm", "configurations", "expected_best"), data));
  }

  private static BestOfFigure.Curve curve(ArmSearch arm) {
    return new BestOfFigure.Curve(arm.arm(), arm.bestOf().stream().mapToDouble(v -> v).toArray());
  }

  /** Equal numbers of configurations beside equal time: a slow method pays for its steps. */
  private Element budgets(List<ArmSearch> arms) {
    Map<String, Double> seconds =
        context.input().further().searches().stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.spec().arm().name(),
                    Collectors.summingDouble(t -> t.timing().seconds())));
    double least =
        arms.stream()
            .mapToDouble(a -> seconds.getOrDefault(a.arm(), Double.NaN))
            .min()
            .orElse(Double.NaN);
    Grid grid =
        new Grid(
            "The same budget in two ways: equal numbers of configurations, and as many as fit into"
                + " the time of the fastest arm. Values are on the inner part, after the first"
                + " round's epochs.",
            List.of(
                "Arm",
                "Epochs",
                "Search time",
                "Did not complete",
                "Best of " + tuning.trials(),
                "In equal time",
                "Best of these"));
    for (ArmSearch arm : arms) {
      double own = seconds.getOrDefault(arm.arm(), Double.NaN);
      int affordable =
          Double.isNaN(own) || own <= 0
              ? arm.bestOf().size()
              : Math.max(1, (int) Math.floor(arm.bestOf().size() * least / own));
      grid.row(
          List.of(
              arm.arm(),
              Cell.of(arm.epochs()),
              new Cell(duration(own), own),
              Cell.of(arm.notCompleted()),
              Cell.of(arm.bestOf().get(arm.bestOf().size() - 1), 3),
              Cell.of(affordable),
              Cell.of(arm.bestOf().get(affordable - 1), 3)));
    }
    return grid.element();
  }

  private static Element chosen(List<ArmSearch> arms) {
    Grid grid =
        new Grid(
            "What was chosen, in each split.",
            List.of("Arm", "Split", "Chosen", "Epochs", "Inner value"));
    for (ArmSearch arm : arms) {
      for (Chosen c : arm.chosen()) {
        grid.row(
            List.of(
                arm.arm(),
                c.split(),
                c.values().entrySet().stream()
                    .map(e -> e.getKey() + " = " + text(e.getValue()))
                    .collect(Collectors.joining(", ")),
                Cell.of(c.epochs()),
                Cell.of(c.value(), 3)));
      }
    }
    return grid.element();
  }

  private static String text(Object value) {
    return value instanceof Double v ? Numbers.significant(v) : Parameter.text(value);
  }
}
