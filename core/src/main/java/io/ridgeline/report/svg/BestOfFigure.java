package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Expected best value by the number of configurations tried, an arm a panel, over the baseline's.
 */
public final class BestOfFigure {
  private static final Plot.Margins ROOM = new Plot.Margins(30, 12, 44, 52);

  /**
   * One curve.
   *
   * @param arm its name
   * @param best the expected best of 1, 2 ... configurations
   */
  public record Curve(String arm, double[] best) {}

  private BestOfFigure() {}

  /** One panel a curve; {@code baseline} is drawn dashed in each. */
  public static List<Panel> of(String quantity, Curve baseline, List<Curve> curves) {
    double[] values =
        Stream.concat(Stream.of(baseline), curves.stream())
            .flatMapToDouble(c -> Arrays.stream(c.best()))
            .filter(Double::isFinite)
            .toArray();
    Scale y =
        Scale.nice(Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(1));
    return curves.stream().map(c -> panel(quantity, baseline, c, y)).toList();
  }

  private static Panel panel(String quantity, Curve baseline, Curve curve, Scale y) {
    int n = curve.best().length;
    double[] numbers = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    String value = "best of " + n + ": " + Numbers.fixed(curve.best()[n - 1], 3);
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int t : new int[] {1, (n + 1) / 2, n}) {
      ticks.put((double) t, Integer.toString(t));
    }
    Plot plot =
        new Plot(
                250,
                220,
                ROOM,
                new Scale(1, Math.max(2, n), 0, 1),
                y,
                Plot.cut(curve.arm(), 23),
                "Expected best " + quantity + " by configurations tried, " + value + ".")
            .xAxis("configurations tried", ticks)
            .yAxis(quantity, 4);
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      plot.curve(numbers, baseline.best(), "baseline");
    }
    return plot.curve(numbers, curve.best(), isBaseline ? "baseline" : "arm")
        .words(value, n, y.low(), -4, -8, "value end")
        .ofArm(curve.arm())
        .panel();
  }
}
