package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The drawing of one panel: a heading, two axes, and marks given in data coordinates.
 *
 * <p>Curves and bands are clipped at the axes; points and words are not.
 */
final class Plot {
  /** Room around the axes, in pixels. */
  record Margins(int top, int right, int bottom, int left) {}

  /** The height of a line of the legend, in pixels. */
  static final int LEGEND = 18;

  private final int width;
  private final int height;
  private final Scale x;
  private final Scale y;
  private final Element root;
  private final Element axes = Element.of("g");
  private final Element curves = Element.of("svg");
  private final Element marks = Element.of("g");
  private Element group = marks;
  private Element lines = curves;

  /** A panel of {@code width} by {@code height} pixels; the scales' pixels are set here. */
  Plot(int width, int height, Margins room, Scale x, Scale y, String heading, String description) {
    this.width = width;
    this.height = height;
    int inner = width - room.left() - room.right();
    int tall = height - room.top() - room.bottom();
    this.x = x.over(0, inner);
    this.y = y.over(tall, 0);
    String origin = "translate(" + room.left() + "," + room.top() + ")";
    curves
        .set("x", room.left() - 1)
        .set("y", room.top() - 1)
        .set("width", inner + 2)
        .set("height", tall + 2)
        .set("viewBox", "-1 -1 " + (inner + 2) + " " + (tall + 2))
        .set("overflow", "hidden");
    root =
        Element.of("svg")
            .set("class", "plot")
            .set("viewBox", "0 0 " + width + " " + height)
            .set("role", "img")
            .set("aria-label", heading + ". " + description)
            .add(Element.of("title", heading), Element.of("desc", description))
            .add(text(heading, room.left(), 18, "heading"))
            .add(axes.set("transform", origin), curves, marks.set("transform", origin));
  }

  /** What is marked from here on belongs to an arm. */
  Plot group(String arm) {
    group = Element.of("g").set("data-arm", arm);
    marks.add(group);
    return this;
  }

  /** What is drawn as a curve or band, or marked, from here on belongs to an arm. */
  Plot curvesOf(String arm) {
    lines = Element.of("g").set("data-arm", arm);
    curves.add(lines);
    return group(arm);
  }

  /** The whole panel belongs to an arm. */
  Plot ofArm(String arm) {
    root.set("data-arm", arm);
    return this;
  }

  /** Grid lines, tick numbers and a label below. */
  Plot xAxis(String label, int ticks) {
    Map<Double, String> words = new LinkedHashMap<>();
    x.ticks(ticks).forEach(tick -> words.put(tick, Numbers.fixed(tick, x.digits(ticks))));
    return xAxis(label, words);
  }

  /** Grid lines and words at the given values, with a label below. */
  Plot xAxis(String label, Map<Double, String> words) {
    words.forEach(
        (tick, word) -> {
          double at = x.at(tick);
          axes.add(line(at, 0, at, y.start(), "grid"));
          axes.add(text(word, at, y.start() + 16, "tick middle"));
        });
    axes.add(line(0, y.start(), x.end(), y.start(), "axis"));
    axes.add(text(label, x.end() / 2, y.start() + 34, "label middle"));
    return this;
  }

  /** Grid lines and tick numbers at the left, with a label above them. */
  Plot yAxis(String label, int ticks) {
    for (double tick : y.ticks(ticks)) {
      double at = y.at(tick);
      axes.add(line(0, at, x.end(), at, "grid"));
      axes.add(text(Numbers.fixed(tick, y.digits(ticks)), -7, at + 4, "tick end"));
    }
    axes.add(
        text(label, 0, 0, "label middle")
            .set("transform", "translate(-38," + pixel(y.start() / 2) + ") rotate(-90)"));
    return this;
  }

  /**
   * A line through points, broken where a value is undefined. Points on the same spot are drawn
   * once, so that a curve of ten thousand steps stays small.
   */
  Plot curve(double[] xs, double[] ys, String cssClass) {
    StringBuilder path = new StringBuilder();
    String last = "";
    for (int i = 0; i < xs.length; i++) {
      String spot = Double.isFinite(ys[i]) ? pixel(x.at(xs[i])) + " " + pixel(y.at(ys[i])) : "";
      if (!spot.isEmpty() && !spot.equals(last)) {
        path.append(last.isEmpty() ? 'M' : 'L').append(spot);
      }
      last = spot;
    }
    lines.add(Element.of("path").set("class", "curve " + cssClass).set("d", path));
    return this;
  }

  /** The area between two curves; points where either is undefined are left out. */
  Plot band(double[] xs, double[] low, double[] high, String cssClass) {
    List<String> there = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(low[i]) && Double.isFinite(high[i])) {
        there.add(pixel(x.at(xs[i])) + " " + pixel(y.at(high[i])));
        back.add(0, pixel(x.at(xs[i])) + " " + pixel(y.at(low[i])));
      }
    }
    if (!there.isEmpty()) {
      there.addAll(back);
      lines.add(
          Element.of("path").set("class", cssClass).set("d", "M" + String.join("L", there) + "Z"));
    }
    return this;
  }

  /** A straight line between two points. */
  Plot segment(double x1, double y1, double x2, double y2, String cssClass) {
    group.add(line(x.at(x1), y.at(y1), x.at(x2), y.at(y2), cssClass));
    return this;
  }

  /** A rectangle between two values of x, over the whole height, behind everything else. */
  Plot column(double from, double to, String cssClass) {
    double left = Math.max(0, x.at(from));
    axes.add(box(left, 0, Math.min(x.end(), x.at(to)) - left, y.start(), cssClass));
    return this;
  }

  /** A mark at a point. */
  Plot point(double px, double py, Marker marker, String cssClass) {
    group.add(marker.at(x.at(px), y.at(py)).set("class", "mark " + cssClass));
    return this;
  }

  /** Words at a point, moved by pixels. */
  Plot words(String words, double px, double py, int dx, int dy, String cssClass) {
    group.add(text(words, x.at(px) + dx, y.at(py) + dy, cssClass));
    return this;
  }

  /** Words right of the curves' ends, moved apart where they would touch. */
  Plot endLabels(double px, List<EndLabel> labels) {
    EndLabel.places(labels, y)
        .forEach(
            (label, at) -> group.add(text(label.text(), x.at(px) + 6, at + 4, label.cssClass())));
    return this;
  }

  /** Words below the two ends of the horizontal axis. */
  Plot xEnds(String left, String right) {
    marks.add(text(left, 0, y.start() + 34, "label"));
    marks.add(text(right, x.end(), y.start() + 34, "label end"));
    return this;
  }

  /** A line below the axes' label that says what a curve is. */
  Plot legend(int row, String words, String cssClass) {
    double at = y.start() + 40 + LEGEND * (row + 1);
    group.add(line(0, at - 4, 26, at - 4, "curve " + cssClass), text(words, 33, at, "tick"));
    return this;
  }

  /** A name left of the axes. */
  Plot rowLabel(String label, double py) {
    group.add(text(label, -10, y.at(py) + 4, "row end"));
    return this;
  }

  /** Words right of the axes. */
  Plot endLabel(String words, double py, String cssClass) {
    group.add(text(words, x.end() + 10, y.at(py) + 4, cssClass));
    return this;
  }

  /** The finished panel. */
  Panel panel() {
    return new Panel(width, height, root);
  }

  /** A label cut to a length in characters. */
  static String cut(String text, int length) {
    int characters = text.codePointCount(0, text.length());
    return characters <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /** A rectangle. */
  static Element box(double x, double y, double width, double height, String cssClass) {
    return Element.of("rect")
        .set("class", cssClass)
        .set("x", pixel(x))
        .set("y", pixel(y))
        .set("width", pixel(Math.max(0, width)))
        .set("height", pixel(Math.max(0, height)));
  }

  /** Words at a place. */
  static Element text(String words, double x, double y, String cssClass) {
    return Element.of("text", words).set("class", cssClass).set("x", pixel(x)).set("y", pixel(y));
  }

  private static Element line(double x1, double y1, double x2, double y2, String cssClass) {
    return Element.of("line")
        .set("class", cssClass)
        .set("x1", pixel(x1))
        .set("y1", pixel(y1))
        .set("x2", pixel(x2))
        .set("y2", pixel(y2));
  }

  private static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value + 0.0);
  }
}
