package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.percent;

import io.ridgeline.metric.ConformalSets;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.Conformal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How large the sets of classes are that hold the true one nine times in ten. */
final class ConformalTable {
  private ConformalTable() {}

  /** Nothing if no arm has its sets measured. */
  static List<Element> of(Context context) {
    List<ArmEvidence> arms =
        context.arms().stream()
            .flatMap(a -> context.evidence(a).stream())
            .filter(e -> e.conformal() != null)
            .toList();
    if (arms.isEmpty()) {
      return List.of();
    }
    List<String> classes = context.results().classes();
    List<String> columns = new ArrayList<>(List.of("Arm"));
    classes.forEach(name -> columns.add("Coverage of “" + name + "”"));
    columns.addAll(List.of("Classes a set", "Empty", "One class", "All classes"));
    Grid grid =
        new Grid(
            "Sets on test, means over trials. Coverage: the share of a class's images whose set"
                + " holds it.",
            columns);
    List<List<Object>> data = new ArrayList<>();
    for (ArmEvidence arm : arms) {
      Conformal c = Objects.requireNonNull(arm.conformal());
      List<Object> cells = new ArrayList<>(List.of(arm.arm()));
      for (String name : classes) {
        double coverage = c.coverage().getOrDefault(name, Double.NaN);
        cells.add(share(coverage));
        data.add(List.of(arm.arm(), "coverage", name, coverage));
      }
      cells.addAll(
          List.of(Cell.of(c.size(), 2), share(c.empty()), share(c.single()), share(c.all())));
      data.add(List.of(arm.arm(), "size", "", c.size()));
      data.add(List.of(arm.arm(), "empty", "", c.empty()));
      data.add(List.of(arm.arm(), "single", "", c.single()));
      data.add(List.of(arm.arm(), "all", "", c.all()));
      grid.row(cells);
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", "Sets of classes"));
    elements.add(Element.of("p", words(arms)));
    elements.add(grid.element());
    elements.add(
        context.link(new Table("conformal", List.of("arm", "quantity", "class", "value"), data)));
    return elements;
  }

  private static Cell share(double value) {
    return new Cell(percent(value), value);
  }

  private static String words(List<ArmEvidence> arms) {
    Conformal first = Objects.requireNonNull(arms.get(0).conformal());
    int fewest = ConformalSets.fewest(first.alpha());
    List<String> few = new ArrayList<>();
    first
        .calibration()
        .forEach(
            (name, n) -> {
              if (n < fewest) {
                few.add("“" + name + "” (" + n + ")");
              }
            });
    return "Instead of one class, a set of classes that holds the true one with a chance of "
        + Numbers.fixed(100 * (1 - first.alpha()), 0)
        + Numbers.HOLD
        + "% within every class: class-conditional split conformal prediction, calibrated on"
        + " validation. A sure and right model gives sets of one class; a set of all classes says"
        + " “I do not know”, an empty one “like nothing I have seen”. The promise is for images"
        + " drawn as the validation images were, one a patient, by a model that validation did not"
        + " choose: read coverage below it as a warning."
        + (few.isEmpty()
            ? ""
            : " A class needs at least "
                + fewest
                + " validation images; undefined for lack of them: "
                + String.join(", ", few)
                + ".");
  }
}
