package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.study.Subgroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The deciding metric in subgroups of the test images: one table a column of the manifest. */
final class SubgroupTables {
  private SubgroupTables() {}

  /** Nothing unless columns were asked for. */
  static List<Element> of(Context context) {
    List<Subgroup> subgroups = context.input().further().subgroups();
    if (subgroups.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", "In subgroups"));
    elements.add(
        Element.of(
            "p",
            "Nothing here is adjusted for the number of subgroups. That an arm differs from the"
                + " baseline in one subgroup and not in another does not show that the subgroups"
                + " differ: compare their intervals."));
    List<List<Object>> data = new ArrayList<>();
    for (String column : subgroups.stream().map(Subgroup::column).distinct().toList()) {
      Grid grid =
          new Grid(
              "Test "
                  + context.metric()
                  + " by “"
                  + column
                  + "”: mean over trials and difference to the baseline with 95 % intervals.",
              List.of(
                  "Arm",
                  "Subgroup",
                  "Images",
                  "Test " + context.metric() + context.unit(context.results().metric()),
                  "Difference"));
      subgroups.stream()
          .filter(s -> s.column().equals(column))
          .forEach(s -> rows(context, s, grid, data));
      elements.add(grid.element());
    }
    elements.add(
        context.link(
            new Table(
                "subgroups",
                List.of(
                    "column",
                    "value",
                    "images",
                    "small",
                    "arm",
                    "mean",
                    "low",
                    "high",
                    "difference",
                    "difference_low",
                    "difference_high"),
                data)));
    return elements;
  }

  private static void rows(Context context, Subgroup subgroup, Grid grid, List<List<Object>> data) {
    for (Subgroup.OfArm arm : subgroup.arms()) {
      var m = arm.metric();
      var d = arm.difference();
      boolean baseline =
          context.baseline().filter(b -> b.arm().name().equals(arm.arm())).isPresent();
      grid.row(
          List.of(
              arm.arm(),
              subgroup.value(),
              Cell.interval(
                  Integer.toString(subgroup.images()),
                  subgroup.small() ? "few: " + counts(subgroup) : "",
                  subgroup.images()),
              Cell.interval(fixed(m.mean(), 3), interval(m.low(), m.high(), 3), m.mean()),
              baseline
                  ? new Cell("baseline", Double.NaN)
                  : Cell.interval(
                      signed(d.mean(), 3), signedInterval(d.low(), d.high(), 3), d.mean())));
      data.add(
          List.of(
              subgroup.column(),
              subgroup.value(),
              subgroup.images(),
              subgroup.small(),
              arm.arm(),
              m.mean(),
              m.low(),
              m.high(),
              d.mean(),
              d.low(),
              d.high()));
    }
  }

  private static String counts(Subgroup subgroup) {
    return subgroup.strata().entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}
