package io.ridgeline.report.svg;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Validation by epoch, one panel an arm on the same axes, over the baseline's curve and the level
 * that its best epochs reach.
 */
public final class ConvergenceFigure {
  /**
   * The validation curve of one arm.
   *
   * @param arm its name
   * @param validation over the arm's trials, from epoch 1
   * @param reached when it reaches the level, in words
   */
  public record Curve(String arm, Band validation, String reached) {}

  private ConvergenceFigure() {}

  /**
   * One panel a curve; {@code baseline} is drawn dashed in each.
   *
   * @param quantity what is drawn, such as {@code AUROC}
   * @param level that the baseline reaches; NaN: no line
   */
  public static List<Panel> of(String quantity, double level, Curve baseline, List<Curve> curves) {
    double[] values =
        Stream.concat(
                Stream.of(level),
                curves.stream().flatMap(c -> DoubleStream.of(c.validation().mean()).boxed()))
            .mapToDouble(v -> v)
            .filter(Double::isFinite)
            .toArray();
    Scale y =
        Scale.nice(
            DoubleStream.of(values).min().orElse(0), DoubleStream.of(values).max().orElse(1));
    int epochs = curves.stream().mapToInt(c -> c.validation().length()).max().orElse(1);
    Scale x = new Scale(1, Math.max(2, epochs), 0, 1);
    return curves.stream().map(c -> panel(quantity, level, baseline, c, x, y)).toList();
  }

  private static Panel panel(
      String quantity, double level, Curve baseline, Curve curve, Scale x, Scale y) {
    Plot plot =
        new Plot(
                330,
                230,
                new Plot.Margins(30, 12, 44, 52),
                x,
                y,
                Plot.cut(curve.arm(), 34),
                "Validation " + quantity + " by epoch; " + curve.reached() + ".")
            .xAxis("epoch", 5)
            .yAxis(quantity, 4);
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      line(plot, baseline.validation(), "baseline");
    }
    line(plot, curve.validation(), isBaseline ? "baseline" : "arm");
    if (Double.isFinite(level)) {
      plot.segment(x.low(), level, x.high(), level, "reference");
    }
    return plot.words(curve.reached(), x.high(), y.low(), -4, -8, "tick end")
        .ofArm(curve.arm())
        .panel();
  }

  private static void line(Plot plot, Band band, String cssClass) {
    double[] epochs = IntStream.rangeClosed(1, band.length()).asDoubleStream().toArray();
    plot.curve(epochs, band.mean(), cssClass);
  }
}
