package io.ridgeline.report.svg;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** One row an arm: a mark with its interval, single trials as dots, and the numbers in words. */
public final class DotPlot {
  private static final int ROW = 26;
  private static final int WIDTH = 760;

  /** Trials stand a little below the mark, in rows. */
  private static final double BELOW = 0.3;

  /**
   * One row.
   *
   * @param label at the left
   * @param value where the mark stands; NaN: no mark
   * @param low lower end of the interval, or NaN
   * @param high upper end of the interval, or NaN
   * @param dots single trials
   * @param marker the mark's shape
   * @param cssClass the mark's colour: {@code arm}, {@code baseline}, {@code helps}, {@code harms}
   * @param text the numbers, at the right
   */
  public record Row(
      String label,
      double value,
      double low,
      double high,
      List<Double> dots,
      Marker marker,
      String cssClass,
      String text) {}

  /**
   * What the horizontal axis means.
   *
   * @param label below it
   * @param reference a value with a dashed line, or NaN
   * @param equivalence half width of the shaded band around the reference; 0: none
   * @param zero whether the axis holds zero
   * @param left what the left end means, or an empty string
   * @param right what the right end means, or an empty string
   */
  public record Axis(
      String label,
      double reference,
      double equivalence,
      boolean zero,
      String left,
      String right) {}

  private DotPlot() {}

  /** A panel whose axis holds every value, interval and dot. */
  public static Panel of(String heading, String description, Axis axis, List<Row> rows) {
    int label = rows.stream().mapToInt(r -> r.label().length()).max().orElse(0);
    int text = rows.stream().mapToInt(r -> r.text().length()).max().orElse(0);
    Plot.Margins room =
        new Plot.Margins(30, 16 + 7 * Math.min(text, 34), 44, 20 + 7 * Math.min(label, 26));
    Scale y = new Scale(rows.size(), 0, 0, 1);
    Plot plot =
        new Plot(
            WIDTH,
            room.top() + room.bottom() + ROW * rows.size(),
            room,
            range(axis, rows),
            y,
            heading,
            description);
    if (axis.equivalence() > 0) {
      plot.column(
          axis.reference() - axis.equivalence(),
          axis.reference() + axis.equivalence(),
          "equivalence");
    }
    plot.xAxis(axis.label(), 6).xEnds(axis.left(), axis.right());
    if (Double.isFinite(axis.reference())) {
      plot.segment(axis.reference(), 0, axis.reference(), rows.size(), "reference");
    }
    int dots = Dots.each(rows);
    for (int i = 0; i < rows.size(); i++) {
      row(plot, rows.get(i), i + 0.5, dots);
    }
    return plot.panel();
  }

  /** What a caption must say if not every dot is drawn; an empty string if every one is. */
  public static String thinned(List<Row> rows) {
    int dots = Dots.each(rows);
    return rows.stream().allMatch(row -> row.dots().size() <= dots)
        ? ""
        : " Of the dots in a row "
            + dots
            + " are drawn, evenly by rank, the smallest and the largest among them.";
  }

  private static void row(Plot plot, Row row, double at, int dots) {
    plot.group(row.label());
    plot.rowLabel(Plot.cut(row.label(), 26), at);
    Dots.drawn(row.dots(), dots).forEach(dot -> plot.point(dot, at + BELOW, Marker.DOT, "trial"));
    if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
      plot.segment(row.low(), at, row.high(), at, "whisker " + row.cssClass());
    }
    if (Double.isFinite(row.value())) {
      plot.point(row.value(), at, row.marker(), row.cssClass());
    }
    plot.endLabel(Plot.cut(row.text(), 34), at, "value");
  }

  private static Scale range(Axis axis, List<Row> rows) {
    double[] values =
        Stream.concat(
                rows.stream()
                    .flatMap(
                        r ->
                            Stream.concat(
                                Stream.of(r.value(), r.low(), r.high()), r.dots().stream())),
                Stream.of(
                    axis.zero() ? 0.0 : Double.NaN,
                    axis.reference() - axis.equivalence(),
                    axis.reference() + axis.equivalence()))
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return Scale.nice(
        DoubleStream.of(values).min().orElse(0), DoubleStream.of(values).max().orElse(1));
  }
}
