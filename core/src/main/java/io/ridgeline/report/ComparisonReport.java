package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.p;

import io.ridgeline.StoreException;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.CriticalDifferenceFigure;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.study.StudyComparison;
import io.ridgeline.study.StudyComparison.PairwiseTest;
import io.ridgeline.study.StudyComparison.RankedArm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The comparison of several studies as {@code compare.html}, one page that needs no other file,
 * with {@code figures/critical-difference.svg} and {@code tables/*.csv} beside it. The same
 * comparison gives the same bytes.
 */
public final class ComparisonReport {
  private final StudyComparison comparison;
  private final String metric;
  private final Attachments attachments = new Attachments();

  private ComparisonReport(StudyComparison comparison) {
    this.comparison = comparison;
    this.metric = Context.inline(comparison.metric());
  }

  /**
   * Writes the page and its files.
   *
   * @param folder made if absent
   * @return the path of the page
   * @throws StoreException if a file cannot be written
   */
  public static Path write(Path folder, StudyComparison comparison) {
    ComparisonReport report = new ComparisonReport(comparison);
    return report.attachments.write(folder, "compare.html", report.page());
  }

  private String page() {
    String title = comparison.dataSets().size() + " studies compared";
    List<Element> stamps =
        comparison.simulated()
            ? List.of(
                Element.of("p", "SIMULATED DATA – some of these images come from a simulation.")
                    .set("class", "stamp"))
            : List.of();
    return Document.of(
        title + " – Ridgeline",
        Element.of(
            "header",
            Element.of("h1", title),
            Element.of(
                    "p",
                    comparison.arms().size()
                        + " arms · by test "
                        + metric
                        + " · "
                        + String.join(", ", comparison.dataSets()))
                .set("class", "subtitle")),
        stamps,
        Element.of(
            "main",
            Context.section(
                "answer",
                "1. The answer",
                ComparisonAnswer.of(comparison).stream().map(w -> Element.of("p", w)).toList()),
            Context.section("ranks", "2. Ranks", attachments.figure(picture()), ranks()),
            Context.section("values", "3. Values", values()),
            Context.section("methods", "4. Methods", methods())));
  }

  private Figure picture() {
    List<RankedArm> arms = comparison.arms();
    List<String> names = arms.stream().map(RankedArm::name).toList();
    List<int[]> groups =
        comparison.groups().stream()
            .map(g -> new int[] {names.indexOf(g.get(0)), names.indexOf(g.get(g.size() - 1))})
            .toList();
    List<List<Object>> rows = new ArrayList<>();
    for (RankedArm arm : arms) {
      PairwiseTest t = arm.test();
      rows.add(
          t == null
              ? List.of(arm.name(), arm.rank(), "", "", Double.NaN, Double.NaN, "")
              : List.of(
                  arm.name(),
                  arm.rank(),
                  t.better(),
                  t.worse(),
                  t.p(),
                  t.pHolm(),
                  t.verdict().words()));
    }
    return new Figure(
        "critical-difference",
        "Average ranks over " + comparison.dataSets().size() + " data sets",
        "Rank 1 is the best. A bar joins arms whose average ranks lie less than the critical"
            + " difference apart: looked at pair by pair, they are not told apart (Nemenyi, 5 %).",
        1,
        List.of(
            CriticalDifferenceFigure.of(
                arms.stream()
                    .map(a -> new CriticalDifferenceFigure.Arm(a.name(), a.rank()))
                    .toList(),
                groups,
                comparison.criticalDifference())),
        new Table(
            "ranks",
            List.of("arm", "average_rank", "better", "worse", "p", "p_holm", "verdict"),
            rows));
  }

  private Element ranks() {
    Grid grid =
        new Grid(
            "Average ranks, and each arm against “"
                + comparison.baseline()
                + "”: on how many data sets it is better and worse, Wilcoxon's p, and p adjusted"
                + " over the arms.",
            List.of("Arm", "Average rank", "Better", "Worse", "p", "Adjusted p", "Verdict"));
    for (RankedArm arm : comparison.arms()) {
      PairwiseTest t = arm.test();
      Cell none = new Cell("–", Double.NaN);
      Cell rank = Cell.of(arm.rank(), 2);
      grid.row(
          t == null
              ? List.of(arm.name(), rank, none, none, none, none, "baseline")
              : List.of(
                  arm.name(),
                  rank,
                  Cell.of(t.better()),
                  Cell.of(t.worse()),
                  new Cell(p(t.p()), t.p()),
                  new Cell(p(t.pHolm()), t.pHolm()),
                  Verdicts.element(t.verdict())));
    }
    return grid.element();
  }

  private List<Element> values() {
    List<String> columns = new ArrayList<>(List.of("Data set"));
    comparison.arms().forEach(arm -> columns.add(arm.name()));
    Grid grid = new Grid("Mean test " + metric + " of each arm on each data set.", columns);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < comparison.dataSets().size(); i++) {
      List<Object> cells = new ArrayList<>(List.of(comparison.dataSets().get(i)));
      for (RankedArm arm : comparison.arms()) {
        double value = arm.values().get(i);
        cells.add(new Cell(fixed(value, 3), value));
        rows.add(List.of(comparison.dataSets().get(i), arm.name(), value));
      }
      grid.row(cells);
    }
    return List.of(
        grid.element(),
        attachments.link(new Table("values", List.of("data_set", "arm", "value"), rows)));
  }

  private Element methods() {
    Bibliography bibliography = new Bibliography();
    Element list = Element.of("ul");
    for (Definitions.Definition d : Definitions.SEVERAL_DATA_SETS) {
      list.add(Element.of("li", d.words(), bibliography.cite(d.papers())));
    }
    return Element.of("div", list, bibliography.element());
  }
}
