package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decision curves: net benefit over threshold probabilities, against acting on all and on none. */
public final class NetBenefitFigure {
  /**
   * One curve.
   *
   * @param arm its name
   * @param benefit one a threshold
   */
  public record Curve(String arm, double[] benefit) {}

  private NetBenefitFigure() {}

  /**
   * One panel.
   *
   * @param thresholds rising
   * @param all net benefit of acting on all
   * @param chosen null where it is the baseline
   */
  public static List<Panel> of(
      double[] thresholds, double[] all, Curve baseline, @Nullable Curve chosen) {
    double top =
        DoubleStream.concat(
                Arrays.stream(all),
                DoubleStream.concat(
                    Arrays.stream(baseline.benefit()),
                    chosen == null ? DoubleStream.empty() : Arrays.stream(chosen.benefit())))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    // what is far below acting on none needs no room
    Scale y = Scale.nice(-top / 5, top);
    int curves = chosen == null ? 3 : 4;
    Plot plot =
        new Plot(
                520,
                300 + Plot.LEGEND * curves,
                new Plot.Margins(30, 16, 52 + Plot.LEGEND * curves, 60),
                new Scale(0, 1, 0, 1),
                y,
                "Net benefit",
                "Net benefit over threshold probabilities; at .5 baseline "
                    + Numbers.fixed(baseline.benefit()[thresholds.length / 2], 3)
                    + ".")
            .xAxis("threshold probability", 5)
            .yAxis("net benefit", 5)
            .curve(thresholds, all, "second")
            .curve(
                thresholds,
                IntStream.range(0, thresholds.length).mapToDouble(i -> 0).toArray(),
                "third")
            .curve(thresholds, baseline.benefit(), "baseline")
            .legend(0, "act on all", "second")
            .legend(1, "act on none", "third")
            .legend(2, Plot.cut(baseline.arm(), 40) + " (baseline)", "baseline");
    if (chosen != null) {
      plot.curve(thresholds, chosen.benefit(), "arm")
          .legend(3, Plot.cut(chosen.arm(), 40) + " (chosen)", "arm");
    }
    return List.of(plot.panel());
  }
}
