package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A metric by the number of training images, an arm a panel, each over the baseline's curve; images
 * stand on a logarithmic axis.
 */
public final class SampleSizeFigure {
  private static final Plot.Margins ROOM = new Plot.Margins(30, 16, 44, 52);

  /**
   * One curve.
   *
   * @param arm its name
   * @param images rising
   * @param metric with its interval, one a number of images
   */
  public record Curve(String arm, double[] images, Band metric) {}

  private SampleSizeFigure() {}

  /** One panel a curve; {@code baseline} is drawn dashed in each. */
  public static List<Panel> of(String quantity, Curve baseline, List<Curve> curves) {
    double[] values =
        curves.stream()
            .flatMapToDouble(
                c ->
                    DoubleStream.concat(
                        DoubleStream.of(c.metric().mean()),
                        DoubleStream.concat(
                            DoubleStream.of(c.metric().low()), DoubleStream.of(c.metric().high()))))
            .filter(Double::isFinite)
            .toArray();
    Scale y =
        Scale.nice(Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(1));
    return curves.stream().map(c -> panel(quantity, baseline, c, y)).toList();
  }

  private static Panel panel(String quantity, Curve baseline, Curve curve, Scale y) {
    double[] x = doublings(curve.images());
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int i = 0; i < x.length; i++) {
      ticks.put(x[i], Long.toString(Math.round(curve.images()[i])));
    }
    double last = curve.metric().mean()[x.length - 1];
    Plot plot =
        new Plot(
                270,
                230,
                ROOM,
                new Scale(x[0], x[x.length - 1], 0, 1),
                y,
                Plot.cut(curve.arm(), 26),
                quantity + " by training images; with all " + Numbers.fixed(last, 3) + ".")
            .xAxis("training images", ticks)
            .yAxis(quantity, 4);
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      plot.curve(doublings(baseline.images()), baseline.metric().mean(), "baseline");
    }
    String style = isBaseline ? "baseline" : "arm";
    return plot.band(x, curve.metric().low(), curve.metric().high(), "range " + style)
        .curve(x, curve.metric().mean(), style)
        .ofArm(curve.arm())
        .panel();
  }

  private static double[] doublings(double[] images) {
    return Arrays.stream(images).map(n -> Math.log(n) / Math.log(2)).toArray();
  }
}
