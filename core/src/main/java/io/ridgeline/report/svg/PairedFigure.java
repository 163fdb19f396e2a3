package io.ridgeline.report.svg;

import java.util.List;

/** Every case with an arm against the same case with the baseline, one panel an arm. */
public final class PairedFigure {
  /**
   * The cases of one arm.
   *
   * @param arm its name
   * @param baseline one value a case
   * @param values of the same cases with this arm
   */
  public record Cases(String arm, double[] baseline, double[] values) {}

  private PairedFigure() {}

  /** One panel an arm; all have the same axes. */
  public static List<Panel> of(String metric, String baseline, Scale scale, List<Cases> arms) {
    return arms.stream().map(a -> panel(metric, baseline, scale, a)).toList();
  }

  private static Panel panel(String metric, String baseline, Scale scale, Cases cases) {
    int better = 0;
    for (int i = 0; i < cases.values().length; i++) {
      better += cases.values()[i] > cases.baseline()[i] ? 1 : 0;
    }
    String words = "higher in " + better + " of " + cases.values().length;
    double[] ends = {scale.low(), scale.high()};
    Plot plot =
        new Plot(
                250,
                250,
                new Plot.Margins(30, 12, 44, 52),
                scale,
                scale,
                Plot.cut(cases.arm(), 23),
                metric + " of each case against that with " + baseline + "; " + words + ".")
            .xAxis(Plot.cut(baseline, 20), 4)
            .yAxis(metric, 4)
            .curve(ends, ends, "chance");
    for (int i = 0; i < cases.values().length; i++) {
      plot.point(cases.baseline()[i], cases.values()[i], Marker.DOT, "trial");
    }
    return plot.words(words, scale.high(), scale.low(), -4, -8, "tick end")
        .ofArm(cases.arm())
        .panel();
  }
}
