package io.ridgeline.report;

import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.List;

/** Every metric of the task on test, one row an arm. */
final class MetricTable {
  private MetricTable() {}

  static List<Element> of(Context context) {
    List<String> names =
        Metrics.of(context.task()).stream()
            .map(Metric::name)
            .filter(n -> context.arms().stream().anyMatch(a -> a.metrics().containsKey(n)))
            .toList();
    List<String> columns = new ArrayList<>(List.of("Arm"));
    names.forEach(n -> columns.add(Context.label(n) + context.unit(n)));
    Grid grid =
        new Grid("Test metrics, means over trials; the file also has the intervals.", columns);
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      List<Object> cells = new ArrayList<>(List.of(arm.arm().name()));
      for (String name : names) {
        Summary s = Context.summary(arm.metrics(), name);
        cells.add(Cell.of(s.mean(), 3));
        data.add(List.of(arm.arm().name(), name, s.mean(), s.low(), s.high()));
      }
      grid.row(cells);
    }
    return List.of(
        grid.element(),
        context.link(new Table("metrics", List.of("arm", "metric", "mean", "low", "high"), data)));
  }
}
