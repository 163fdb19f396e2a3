package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A metric by the severity of corruption, an arm a panel, each over the baseline's curve. */
public final class SeverityFigure {
  private static final Plot.Margins ROOM = new Plot.Margins(30, 12, 44, 52);

  /**
   * One curve.
   *
   * @param arm its name
   * @param values by severity, from 0 for images as they are
   */
  public record Curve(String arm, double[] values) {}

  private SeverityFigure() {}

  /** One panel a curve; {@code baseline} is drawn dashed in each. */
  public static List<Panel> of(String quantity, Curve baseline, List<Curve> curves) {
    double[] all =
        curves.stream()
            .flatMapToDouble(c -> Arrays.stream(c.values()))
            .filter(Double::isFinite)
            .toArray();
    Scale y = Scale.nice(Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1));
    return curves.stream().map(c -> panel(quantity, baseline, c, y)).toList();
  }

  private static Panel panel(String quantity, Curve baseline, Curve curve, Scale y) {
    int last = curve.values().length - 1;
    double[] severities = IntStream.rangeClosed(0, last).asDoubleStream().toArray();
    Plot plot =
        new Plot(
                250,
                220,
                ROOM,
                new Scale(0, last, 0, 1),
                y,
                Plot.cut(curve.arm(), 23),
                quantity
                    + " by severity, from "
                    + Numbers.fixed(curve.values()[0], 3)
                    + " to "
                    + Numbers.fixed(curve.values()[last], 3)
                    + ".")
            .xAxis("severity", last)
            .yAxis(quantity, 4);
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      plot.curve(severities, baseline.values(), "baseline");
    }
    return plot.curve(severities, curve.values(), isBaseline ? "baseline" : "arm")
        .ofArm(curve.arm())
        .panel();
  }
}
