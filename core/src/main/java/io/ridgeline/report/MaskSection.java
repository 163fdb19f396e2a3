package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;

import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.DotPlot;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.Marker;
import io.ridgeline.report.svg.PairedFigure;
import io.ridgeline.report.svg.Scale;
import io.ridgeline.study.StudyResults.ArmResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How well masks are drawn: every metric, by class, case by case, and to be looked at. */
final class MaskSection {
  private final Context context;
  private final String metric;
  private final Map<ArmResult, Map<Integer, Double>> cases = new LinkedHashMap<>();

  private MaskSection(Context context) {
    this.context = context;
    this.metric = context.results().metric();
    for (ArmResult arm : context.arms()) {
      Map<Integer, Double> ofArm = AveragedCases.of(context.completed(arm), metric);
      if (!ofArm.isEmpty()) {
        cases.put(arm, ofArm);
      }
    }
  }

  static Element of(Context context) {
    Element section =
        Context.section("predictions", "5. Masks")
            .add(
                Element.of(
                    "p",
                    "Every metric is reckoned for each case by itself, over its foreground classes,"
                        + " and then averaged over cases; pixels of different cases are never"
                        + " pooled. A case for which a metric is undefined, as a distance is if one"
                        + " mask is empty, is left out of its mean; Dice counts it as 0."))
            .add(MetricTable.of(context));
    MaskSection masks = new MaskSection(context);
    if (masks.cases.isEmpty()) {
      return section.add(Element.of("p", "No trial has test cases."));
    }
    if (context.results().classes().size() > 2) {
      section.add(masks.byClass());
    }
    section.add(context.figure(masks.distribution()));
    masks.paired().ifPresent(figure -> section.add(context.figure(figure)));
    if (!context.input().overlays().isEmpty()) {
      Gallery gallery = new Gallery(context.input().overlays(), context.metric());
      section.add(
          context.figure(gallery.figure()),
          Element.of("div", gallery.viewers()).set("class", "viewers"));
    }
    return section;
  }

  private List<Element> byClass() {
    List<String> classes = context.results().classes();
    List<String> columns = new ArrayList<>(List.of("Arm"));
    columns.addAll(classes.subList(1, classes.size()));
    Grid grid = new Grid("Test " + context.metric() + " of each class.", columns);
    List<List<Object>> data = new ArrayList<>();
    List<String> names = Metrics.of(context.task()).stream().map(Metric::name).toList();
    for (ArmResult arm : cases.keySet()) {
      List<Object> cells = new ArrayList<>(List.of(arm.arm().name()));
      for (int k = 1; k < classes.size(); k++) {
        cells.add(Cell.of(AveragedCases.ofClass(context.completed(arm), metric, k - 1), 3));
        for (String name : names) {
          double mean = AveragedCases.ofClass(context.completed(arm), name, k - 1);
          data.add(List.of(arm.arm().name(), classes.get(k), name, mean));
        }
      }
      grid.row(cells);
    }
    return List.of(
        grid.element(),
        context.link(new Table("by-class", List.of("arm", "class", "metric", "mean"), data)));
  }

  private Figure distribution() {
    List<DotPlot.Row> rows = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    cases.forEach(
        (arm, ofArm) -> {
          double[] sorted = ofArm.values().stream().mapToDouble(v -> v).sorted().toArray();
          double low = quantile(sorted, 0.25);
          double median = quantile(sorted, 0.5);
          double high = quantile(sorted, 0.75);
          rows.add(
              new DotPlot.Row(
                  arm.arm().name(),
                  median,
                  low,
                  high,
                  Arrays.stream(sorted).boxed().toList(),
                  Marker.DISC,
                  context.isBaseline(arm) ? "baseline" : "arm",
                  fixed(median, 3) + " " + interval(low, high, 3)));
          ofArm.forEach((example, value) -> data.add(List.of(arm.arm().name(), example, value)));
        });
    return new Figure(
        "cases",
        "Test " + context.metric() + " of every case",
        "One dot a case, averaged over the trials that tested it; the mark is the median and the"
            + " line runs from the lower to the upper quartile."
            + DotPlot.thinned(rows),
        1,
        List.of(
            DotPlot.of(
                "Cases by arm",
                "Every case's " + context.metric() + " for " + rows.size() + " arms.",
                new DotPlot.Axis("test " + context.metric(), Double.NaN, 0, false, "", ""),
                rows)),
        new Table("cases", List.of("arm", "example", "value"), data));
  }

  /** Linear between order statistics. */
  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private Optional<Figure> paired() {
    return context
        .baseline()
        .filter(b -> cases.containsKey(b) && cases.size() > 1)
        .map(this::paired);
  }

  private Figure paired(ArmResult baseline) {
    Map<Integer, Double> theirs = cases.getOrDefault(baseline, Map.of());
    List<PairedFigure.Cases> panels = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Map.Entry<ArmResult, Map<Integer, Double>> arm : cases.entrySet()) {
      if (arm.getKey().equals(baseline)) {
        continue;
      }
      Map<Integer, Double> ours = arm.getValue();
      List<Integer> both = theirs.keySet().stream().filter(ours::containsKey).toList();
      double[] x = both.stream().mapToDouble(e -> theirs.getOrDefault(e, Double.NaN)).toArray();
      double[] y = both.stream().mapToDouble(e -> ours.getOrDefault(e, Double.NaN)).toArray();
      panels.add(new PairedFigure.Cases(arm.getKey().arm().name(), x, y));
      for (int i = 0; i < x.length; i++) {
        low = Math.min(low, Math.min(x[i], y[i]));
        high = Math.max(high, Math.max(x[i], y[i]));
        data.add(List.of(arm.getKey().arm().name(), both.get(i), x[i], y[i]));
      }
    }
    String name = baseline.arm().name();
    return new Figure(
        "paired",
        "Every test case with and without",
        "Each dot is a case: its "
            + context.metric()
            + " with the arm, upwards, against that with “"
            + name
            + "”. On the line nothing changed.",
        4,
        PairedFigure.of(context.metric(), name, Scale.nice(low, high), panels),
        new Table("paired", List.of("arm", "example", "baseline", "value"), data));
  }
}
