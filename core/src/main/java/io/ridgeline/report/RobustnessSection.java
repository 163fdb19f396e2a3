package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;
import static io.ridgeline.report.html.Numbers.significant;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.SeverityFigure;
import io.ridgeline.study.Robustness.ArmRobustness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What corrupted images do to the models, and how sharply their training loss rises. */
final class RobustnessSection {
  private final Context context;
  private final List<ArmRobustness> arms;

  private RobustnessSection(Context context, List<ArmRobustness> arms) {
    this.context = context;
    this.arms = arms;
  }

  /** Nothing if the models were not probed. */
  static List<Element> of(Context context) {
    List<ArmRobustness> arms =
        context.input().further().robustness().stream()
            .filter(a -> !a.bySeverity().isEmpty())
            .toList();
    return arms.isEmpty() ? List.of() : new RobustnessSection(context, arms).elements();
  }

  private List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", "Corrupted images"));
    elements.add(
        Element.of(
            "p",
            "Every kept model was judged on its test part with "
                + String.join(", ", arms.get(0).byKind().keySet())
                + ", each in five severities. Training saw none of them unless an arm's augmentation"
                + " is like one."));
    flagged().forEach(words -> elements.add(Element.of("p", words)));
    elements.add(context.figure(figure()));
    elements.add(table());
    elements.add(kinds());
    elements.add(Element.of("h3", "Sharpness"));
    elements.add(sharpness());
    return elements;
  }

  /** Arms whose clean test and whose corrupted tests disagree about the baseline. */
  private List<String> flagged() {
    double sign = Context.higherIsBetter(context.results().metric()) ? 1 : -1;
    ArmRobustness one =
        arms.stream().filter(a -> a.over().isEmpty()).findFirst().orElse(arms.get(0));
    return arms.stream()
        .filter(a -> sign * (a.clean() - one.clean()) > 0 && sign * a.difference().mean() < 0)
        .map(
            a ->
                "Beware: “"
                    + a.arm()
                    + "” is better than “"
                    + one.arm()
                    + "” on the images as they are and worse on corrupted ones.")
        .toList();
  }

  private Figure figure() {
    List<SeverityFigure.Curve> curves = arms.stream().map(RobustnessSection::curve).toList();
    SeverityFigure.Curve baseline =
        arms.stream()
            .filter(a -> a.over().isEmpty())
            .findFirst()
            .map(RobustnessSection::curve)
            .orElse(curves.get(0));
    List<List<Object>> data = new ArrayList<>();
    for (SeverityFigure.Curve curve : curves) {
      for (int s = 0; s < curve.values().length; s++) {
        data.add(List.of(curve.arm(), s, curve.values()[s]));
      }
    }
    return new Figure(
        "severity",
        "Test " + context.metric() + " by severity",
        "0: the images as they are; a mean over kinds of corruption. Dashed: the baseline.",
        3,
        SeverityFigure.of(context.metric(), baseline, curves),
        new Table("severity", List.of("arm", "severity", "mean"), data));
  }

  private static SeverityFigure.Curve curve(ArmRobustness arm) {
    return new SeverityFigure.Curve(
        arm.arm(),
        DoubleStream.concat(
                DoubleStream.of(arm.clean()), arm.bySeverity().stream().mapToDouble(v -> v))
            .toArray());
  }

  private Element table() {
    Grid grid =
        new Grid(
            "Test " + context.metric() + " on images as they are and on corrupted ones.",
            List.of("Arm", "As they are", "Corrupted", "Difference to the baseline", "Over"));
    for (ArmRobustness arm : arms) {
      boolean baseline = arm.over().isEmpty();
      grid.row(
          List.of(
              arm.arm(),
              Cell.of(arm.clean(), 3),
              Cell.of(arm.corrupted(), 3),
              baseline
                  ? "–"
                  : Cell.interval(
                      signed(arm.difference().mean(), 3),
                      signedInterval(arm.difference().low(), arm.difference().high(), 3),
                      arm.difference().mean()),
              baseline ? "–" : arm.over()));
    }
    return grid.element();
  }

  private Element kinds() {
    List<String> columns = new ArrayList<>(List.of("Arm"));
    columns.addAll(arms.get(0).byKind().keySet());
    Grid grid = new Grid("By kind of corruption, a mean over severities.", columns);
    for (ArmRobustness arm : arms) {
      List<Object> row = new ArrayList<>(List.of(arm.arm()));
      for (Map.Entry<String, Double> kind : arm.byKind().entrySet()) {
        row.add(Cell.of(kind.getValue(), 3));
      }
      grid.row(row);
    }
    return grid.element();
  }

  private Element sharpness() {
    Grid grid =
        new Grid(
            "How much the training loss rises when each kernel moves by 5 % of its norm in a random"
                + " direction (a mean of five), and when the kernels move by .5 % of theirs along"
                + " the gradient. A training stuck in a narrow valley rises sharply.",
            List.of("Arm", "Random directions", "Along the gradient"));
    for (ArmRobustness arm : arms) {
      grid.row(
          List.of(
              arm.arm(),
              new Cell(significant(arm.randomRise()), arm.randomRise()),
              new Cell(significant(arm.alignedRise()), arm.alignedRise())));
    }
    return grid.element();
  }
}
