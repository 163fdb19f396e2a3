package io.ridgeline.report;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data sheet: images by part and class, and what the audit found. */
final class DataSection {
  private DataSection() {}

  static Element of(Context context) {
    ReportInput.DataSheet sheet = context.input().data();
    Element section = Context.section("data", "9. Data sheet");
    if (context.results().simulated()) {
      section.add(
          Element.of(
              "p",
              "The images are simulated. They test methods and software, and say nothing about"
                  + " patients."));
    }
    if (!sheet.classCounts().isEmpty()) {
      section.add(counts(context, sheet.classCounts()));
    }
    section.add(Element.of("h3", "What the audit found"));
    return section.add(
        sheet.findings().isEmpty()
            ? Element.of("p", "Nothing is recorded.")
            : Element.of("ul", sheet.findings().stream().map(f -> Element.of("li", f)).toList()));
  }

  private static List<Element> counts(Context context, Map<String, Map<String, Integer>> counts) {
    // of masks and boxes, images are counted by what they are as a whole
    boolean whole = context.task() != TaskKind.CLASSIFICATION;
    Set<String> classes = new LinkedHashSet<>(whole ? List.of() : context.results().classes());
    counts.values().forEach(c -> classes.addAll(c.keySet()));
    List<String> columns = new ArrayList<>(List.of("Part"));
    columns.addAll(classes);
    columns.add("All");
    Grid grid = new Grid(whole ? "Images by part and kind." : "Images by part and class.", columns);
    List<List<Object>> data = new ArrayList<>();
    counts.forEach(
        (part, byClass) -> {
          int total = byClass.values().stream().mapToInt(Integer::intValue).sum();
          List<Object> cells = new ArrayList<>(List.of(part));
          for (String name : classes) {
            int n = byClass.getOrDefault(name, 0);
            String share = total == 0 ? "" : Math.round(100.0 * n / total) + " %";
            cells.add(Cell.interval(Integer.toString(n), share, n));
            data.add(List.of(part, name, n));
          }
          cells.add(Cell.of(total));
          grid.row(cells);
        });
    return List.of(
        grid.element(),
        context.link(new Table("classes", List.of("part", "class", "images"), data)));
  }
}
