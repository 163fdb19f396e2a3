package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Precision against recall, one panel a class, one line an arm. */
public final class PrecisionRecallFigure {
  /** How the baseline's line looks. */
  public static final String BASELINE = "baseline";

  /** How the lines of other arms look, told apart by colour and dash. */
  public static final List<String> STYLES = List.of("arm", "second", "third");

  /** How a line looks that is only to be seen among others. */
  public static final String OTHER = "other";

  private static final int WIDTH = 330;
  private static final int HEIGHT = 246;

  /**
   * One line.
   *
   * @param arm its name
   * @param style one of the above
   * @param precision one a recall; NaN if there is no object
   * @param area the average precision, or NaN
   */
  public record Curve(String arm, String style, double[] precision, double area) {}

  /**
   * The lines of one class.
   *
   * @param name of the class
   * @param curves one an arm
   */
  public record OfClass(String name, List<Curve> curves) {}

  private PrecisionRecallFigure() {}

  /** One panel a class; all have the same axes. */
  public static List<Panel> of(double[] recalls, List<OfClass> classes) {
    return classes.stream().map(c -> panel(recalls, c)).toList();
  }

  private static Panel panel(double[] recalls, OfClass ofClass) {
    Scale unit = new Scale(0, 1, 0, 1);
    List<Curve> named = ofClass.curves().stream().filter(c -> !c.style().equals(OTHER)).toList();
    String areas =
        named.stream().map(PrecisionRecallFigure::words).collect(Collectors.joining("; "));
    Plot.Margins room = new Plot.Margins(30, 12, 54 + Plot.LEGEND * named.size(), 52);
    Plot plot =
        new Plot(
                WIDTH,
                HEIGHT + Plot.LEGEND * named.size(),
                room,
                unit,
                unit,
                Plot.cut(ofClass.name(), 34),
                "Precision against recall: " + areas + ".")
            .xAxis("recall", 5)
            .yAxis("precision", 5);
    // named lines over the others, the baseline below the named ones
    for (String style : List.of(OTHER, BASELINE)) {
      draw(plot, recalls, ofClass.curves().stream().filter(c -> c.style().equals(style)).toList());
    }
    draw(plot, recalls, ofClass.curves().stream().filter(c -> STYLES.contains(c.style())).toList());
    for (int i = 0; i < named.size(); i++) {
      Curve curve = named.get(i);
      plot.group(curve.arm()).legend(i, words(curve), curve.style());
    }
    return plot.panel();
  }

  private static void draw(Plot plot, double[] recalls, List<Curve> curves) {
    for (Curve curve : curves) {
      plot.curvesOf(curve.arm()).curve(recalls, curve.precision(), curve.style());
    }
  }

  private static String words(Curve curve) {
    return Plot.cut(curve.arm(), 20) + ", AP50 " + Numbers.fixed(curve.area(), 3);
  }
}
