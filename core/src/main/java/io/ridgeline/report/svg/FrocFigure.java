package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Free-response receiver operating characteristics, one panel an arm, each over the baseline's
 * curve; false positives stand on a logarithmic axis.
 */
public final class FrocFigure {
  /** Where the sensitivity is told in words. */
  private static final double ONE = 1;

  /**
   * One curve.
   *
   * @param arm its name
   * @param sensitivity over the arm's trials, one a number of false positives
   */
  public record Curve(String arm, Band sensitivity) {}

  private FrocFigure() {}

  /**
   * One panel a curve; {@code baseline} is drawn dashed in each.
   *
   * @param rates false positives an image, rising; 1 is among them
   * @param ticks those of them that the axis names
   */
  public static List<Panel> of(
      double[] rates, List<Double> ticks, Curve baseline, List<Curve> curves) {
    return curves.stream().map(c -> panel(rates, ticks, baseline, c)).toList();
  }

  private static Panel panel(double[] rates, List<Double> ticks, Curve baseline, Curve curve) {
    double[] octaves = Arrays.stream(rates).map(FrocFigure::octaves).toArray();
    Map<Double, String> words = new LinkedHashMap<>();
    ticks.forEach(tick -> words.put(octaves(tick), rate(tick)));
    int one = Arrays.binarySearch(rates, ONE);
    String value = "at 1: " + Numbers.fixed(curve.sensitivity().mean()[one], 3);
    Plot plot =
        new Plot(
                250,
                250,
                new Plot.Margins(30, 12, 44, 52),
                new Scale(octaves[0], octaves[octaves.length - 1], 0, 1),
                new Scale(0, 1, 0, 1),
                Plot.cut(curve.arm(), 23),
                "Sensitivity against false positives an image, " + value + ".")
            .xAxis("false positives an image", words)
            .yAxis("sensitivity", 4);
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      plot.curve(octaves, baseline.sensitivity().mean(), "baseline");
      plot.words(
          "– – "
              + Plot.cut(baseline.arm(), 10)
              + " "
              + Numbers.fixed(baseline.sensitivity().mean()[one], 3),
          octaves[octaves.length - 1],
          0,
          -4,
          -8,
          "tick end");
    }
    String style = isBaseline ? "baseline" : "arm";
    Band band = curve.sensitivity();
    return plot.band(octaves, band.low(), band.high(), "range " + style)
        .curve(octaves, band.mean(), style)
        .words(value, octaves[octaves.length - 1], 0, -4, -24, "value end")
        .ofArm(curve.arm())
        .panel();
  }

  /** A number of false positives an image in words: {@code 1/8} to {@code 8}. */
  public static String rate(double rate) {
    return rate < 1 ? "1/" + Math.round(1 / rate) : Long.toString(Math.round(rate));
  }

  private static double octaves(double rate) {
    return Math.log(rate) / Math.log(2);
  }
}
