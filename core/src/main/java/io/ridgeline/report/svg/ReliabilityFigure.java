package io.ridgeline.report.svg;

import io.ridgeline.metric.Reliability;
import io.ridgeline.report.html.Numbers;
import java.util.List;

/** Reliability diagrams: how often it was so, against how likely the model said it was. */
public final class ReliabilityFigure {
  /**
   * The bins of one arm.
   *
   * @param arm its name
   * @param reliability its bins
   * @param error the expected calibration error, or NaN
   */
  public record Diagram(String arm, Reliability reliability, double error) {}

  private ReliabilityFigure() {}

  /** One panel an arm. */
  public static List<Panel> of(String horizontal, String vertical, List<Diagram> diagrams) {
    return diagrams.stream().map(d -> panel(horizontal, vertical, d)).toList();
  }

  private static Panel panel(String horizontal, String vertical, Diagram diagram) {
    Scale unit = new Scale(0, 1, 0, 1);
    String error = "calibration error " + Numbers.fixed(diagram.error(), 3);
    Plot plot =
        new Plot(
                250,
                250,
                new Plot.Margins(30, 12, 44, 52),
                unit,
                unit,
                Plot.cut(diagram.arm(), 23),
                vertical + " against " + horizontal + ", " + error + ".")
            .xAxis(horizontal, 4)
            .yAxis(vertical, 4)
            .curve(new double[] {0, 1}, new double[] {0, 1}, "chance");
    List<Reliability.Bin> bins = diagram.reliability().bins();
    plot.curve(
        bins.stream().mapToDouble(Reliability.Bin::predicted).toArray(),
        bins.stream().mapToDouble(Reliability.Bin::observed).toArray(),
        "arm thin");
    for (Reliability.Bin bin : bins) {
      plot.segment(bin.predicted(), bin.low(), bin.predicted(), bin.high(), "whisker thin");
      plot.point(bin.predicted(), bin.observed(), Marker.DOT, "arm");
    }
    return plot.words(error, 1, 0, -4, -8, "tick end").ofArm(diagram.arm()).panel();
  }
}
