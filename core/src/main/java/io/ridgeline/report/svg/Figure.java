package io.ridgeline.report.svg;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import java.util.List;

/**
 * A figure: one or more panels of equal size, and the data behind them.
 *
 * @param id the file's name without its ending
 * @param title one line
 * @param caption how to read it
 * @param columns panels side by side in the file; a page may choose fewer
 * @param panels the drawings
 * @param data what they show
 */
public record Figure(
    String id, String title, String caption, int columns, List<Panel> panels, Table data) {
  private static final int MARGIN = 16;
  private static final int HEADING = 28;
  private static final int GAP = 12;

  /** Copies the panels; refuses a figure without one. */
  public Figure {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException(id + ": a figure without a panel");
    }
  }

  /** The figure as a file of its own, in light colours. */
  public String standalone() {
    int across = Math.min(columns, panels.size());
    int rows = (panels.size() + across - 1) / across;
    int panelWidth = panels.stream().mapToInt(Panel::width).max().orElseThrow();
    int panelHeight = panels.stream().mapToInt(Panel::height).max().orElseThrow();
    int width = 2 * MARGIN + across * panelWidth + (across - 1) * GAP;
    int height = 2 * MARGIN + HEADING + rows * panelHeight + (rows - 1) * GAP;
    Element root =
        Element.of("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("viewBox", "0 0 " + width + " " + height)
            .set("width", width)
            .set("height", height)
            .set("class", "plot")
            .add(
                Element.of("title", title),
                Element.of("desc", caption),
                Element.of("style", Theme.resolved()),
                Element.of("rect").set("class", "paper").set("width", width).set("height", height),
                Element.of("text", title)
                    .set("class", "title")
                    .set("x", MARGIN)
                    .set("y", MARGIN + 14));
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      root.add(
          Element.of("svg", panel.svg())
              .set("x", MARGIN + i % across * (panelWidth + GAP))
              .set("y", MARGIN + HEADING + i / across * (panelHeight + GAP))
              .set("width", panel.width())
              .set("height", panel.height()));
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root + "\n";
  }
}
