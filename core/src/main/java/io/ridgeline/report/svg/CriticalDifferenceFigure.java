package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.List;

/**
 * Average ranks on a line, bars over the arms that are not told apart, and the length of the
 * critical difference (Demšar 2006, JMLR 7).
 */
public final class CriticalDifferenceFigure {
  private static final int ROW = 26;
  private static final int WIDTH = 760;
  private static final int LABEL = 24;

  /** Rows above the arms': the ruler, the marks. */
  private static final int HEAD = 2;

  /** An arm and its average rank. */
  public record Arm(String name, double rank) {}

  private CriticalDifferenceFigure() {}

  /**
   * The panel.
   *
   * @param arms at least two, the best first
   * @param groups first and last index of the arms of each group
   * @param critical the critical difference of average ranks
   */
  public static Panel of(List<Arm> arms, List<int[]> groups, double critical) {
    int best = (arms.size() + 1) / 2;
    double bars = groups.size() * 0.5;
    int rows = (int) Math.ceil(HEAD + bars + best + 0.5);
    int side =
        20 + 7 * Math.min(LABEL, arms.stream().mapToInt(a -> a.name().length()).max().orElse(0));
    Plot.Margins room = new Plot.Margins(30, side + 40, 44, side + 40);
    Plot plot =
        new Plot(
            WIDTH,
            room.top() + room.bottom() + ROW * rows,
            room,
            new Scale(1, arms.size(), 0, 1),
            new Scale(rows, 0, 0, 1),
            "Average ranks",
            "Average ranks of " + arms.size() + " arms; a bar joins arms that are not told apart.");
    plot.xAxis("average rank", 6).xEnds("← better", "worse →");
    ruler(plot, critical, arms.size());
    for (int g = 0; g < groups.size(); g++) {
      double at = HEAD + 0.5 * g;
      double first = arms.get(groups.get(g)[0]).rank();
      double last = arms.get(groups.get(g)[1]).rank();
      plot.segment(first, at, last, at, "bar");
    }
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      boolean left = i < best;
      double row = HEAD + bars + (left ? i : arms.size() - 1 - i) + 0.5;
      String words = Plot.cut(arm.name(), LABEL) + " " + Numbers.fixed(arm.rank(), 2);
      plot.group(arm.name());
      plot.segment(arm.rank(), HEAD - 0.5, arm.rank(), row, "leader");
      plot.segment(left ? 1 : arms.size(), row, arm.rank(), row, "leader");
      plot.point(arm.rank(), HEAD - 0.5, Marker.DISC, "arm");
      if (left) {
        plot.rowLabel(words, row);
      } else {
        plot.endLabel(words, row, "row");
      }
    }
    return plot.panel();
  }

  /** As long as the critical difference, or as the axis where that is shorter. */
  private static void ruler(Plot plot, double critical, int arms) {
    double end = Math.min(arms, 1 + critical);
    String words =
        "critical difference "
            + Numbers.fixed(critical, 2)
            + (1 + critical > arms ? ", longer than the axis" : "");
    plot.segment(1, 0.6, end, 0.6, "ruler").words(words, 1, 0.6, 0, -6, "tick");
  }
}
