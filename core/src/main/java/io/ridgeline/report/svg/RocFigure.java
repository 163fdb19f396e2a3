package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.List;

/** Receiver operating characteristics, one panel an arm, each over the baseline's curve. */
public final class RocFigure {
  /**
   * One curve.
   *
   * @param arm its name
   * @param falsePositiveRate from 0 to 1
   * @param sensitivity from 0 to 1, one a false-positive rate
   * @param area under it, or NaN
   */
  public record Curve(String arm, double[] falsePositiveRate, double[] sensitivity, double area) {}

  private RocFigure() {}

  /** One panel a curve; {@code baseline} is drawn dashed in each. */
  public static List<Panel> of(Curve baseline, List<Curve> curves) {
    return curves.stream().map(c -> panel(baseline, c)).toList();
  }

  private static Panel panel(Curve baseline, Curve curve) {
    Scale unit = new Scale(0, 1, 0, 1);
    String area = "AUROC " + Numbers.fixed(curve.area(), 3);
    Plot plot =
        new Plot(
                250,
                250,
                new Plot.Margins(30, 12, 44, 52),
                unit,
                unit,
                Plot.cut(curve.arm(), 23),
                "Sensitivity against false-positive rate, " + area + ".")
            .xAxis("1 − specificity", 4)
            .yAxis("sensitivity", 4)
            .curve(new double[] {0, 1}, new double[] {0, 1}, "chance");
    boolean isBaseline = curve.arm().equals(baseline.arm());
    if (!isBaseline) {
      plot.curve(baseline.falsePositiveRate(), baseline.sensitivity(), "baseline");
      plot.words(
          "– – " + Plot.cut(baseline.arm(), 10) + " " + Numbers.fixed(baseline.area(), 3),
          1,
          0,
          -4,
          -8,
          "tick end");
    }
    return plot.curve(
            curve.falsePositiveRate(), curve.sensitivity(), isBaseline ? "baseline" : "arm")
        .words(area, 1, 0, -4, -24, "value end")
        .ofArm(curve.arm())
        .panel();
  }
}
