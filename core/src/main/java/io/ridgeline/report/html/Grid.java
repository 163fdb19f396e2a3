package io.ridgeline.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * An HTML table: a caption, a header row, and rows whose first cell is their header.
 *
 * <p>Cells are text or elements; a {@link Cell} aligns as a number and says what it sorts by.
 */
public final class Grid {
  /** More columns than this stand closer together. */
  private static final int DENSE = 8;

  private final Element head = Element.of("tr");
  private final Element body = Element.of("tbody");
  private final Element table;
  private final String caption;
  private final List<Element> headers = new ArrayList<>();

  /**
   * A number in a table.
   *
   * @param content what is shown
   * @param sort what it sorts by; NaN last
   */
  public record Cell(Object content, double sort) {
    /** A number with {@code digits} after the point. */
    public static Cell of(double value, int digits) {
      return new Cell(Numbers.fixed(value, digits), value);
    }

    /** A whole number. */
    public static Cell of(long value) {
      return new Cell(Long.toString(value), value);
    }

    /** A mean with its interval on a second line; without the line if the interval is undefined. */
    public static Cell interval(String mean, String interval, double sort) {
      return interval.isEmpty()
          ? new Cell(mean, sort)
          : new Cell(
              List.of(mean, " ", Element.of("span", interval).set("class", "interval")), sort);
    }
  }

  /** A table without rows. */
  public Grid(String caption, List<String> columns) {
    for (String column : columns) {
      Element header = Element.of("th", column).set("scope", "col");
      headers.add(header);
      head.add(header);
    }
    this.caption = caption;
    table =
        Element.of("table", Element.of("caption", caption), Element.of("thead", head), body)
            .set("class", columns.size() > DENSE ? "sortable dense" : "sortable");
  }

  /** Adds a row of cells: {@link Cell}s, elements, or text. */
  public Grid row(List<?> cells) {
    return row("", cells);
  }

  /** Adds a row with a class. */
  public Grid row(String cssClass, List<?> cells) {
    Element row = Element.of("tr");
    if (!cssClass.isEmpty()) {
      row.set("class", cssClass);
    }
    for (int i = 0; i < cells.size(); i++) {
      Element cell = i == 0 ? Element.of("th").set("scope", "row") : Element.of("td");
      if (cells.get(i) instanceof Cell number) {
        cell.add(number.content()).set("class", "number").set("data-sort", number.sort());
        headers.get(i).set("class", "number");
      } else {
        cell.add(cells.get(i));
      }
      row.add(cell);
    }
    body.add(row);
    return this;
  }

  /** The table in a frame that scrolls sideways where the page is narrow. */
  public Element element() {
    return Element.of("div", table)
        .set("class", "table")
        .set("tabindex", 0)
        .set("role", "region")
        .set("aria-label", caption);
  }
}
