package io.ridgeline.report.svg;

import java.util.List;
import java.util.stream.IntStream;

/** Which dots of a {@link DotPlot} are drawn: all, unless so many would make the page heavy. */
final class Dots {
  /** More dots than this in a panel are thinned. */
  static final int MOST = 2000;

  private Dots() {}

  /** How many dots each row may have; at least the smallest and the largest. */
  static int each(List<DotPlot.Row> rows) {
    int all = rows.stream().mapToInt(row -> row.dots().size()).sum();
    return all <= MOST ? Integer.MAX_VALUE : Math.max(2, MOST / rows.size());
  }

  /** So many of a row's dots, evenly by rank, the smallest and the largest among them. */
  static List<Double> drawn(List<Double> dots, int most) {
    List<Double> finite = dots.stream().filter(Double::isFinite).toList();
    if (finite.size() <= most) {
      return finite;
    }
    List<Double> sorted = finite.stream().sorted().toList();
    return IntStream.range(0, most)
        .mapToObj(i -> sorted.get((int) ((long) i * (sorted.size() - 1) / (most - 1))))
        .toList();
  }
}
