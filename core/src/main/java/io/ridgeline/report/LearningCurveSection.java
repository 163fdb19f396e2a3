package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.Band;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.SampleSizeFigure;
import io.ridgeline.statistics.PowerLaw;
import io.ridgeline.study.LearningCurveResults;
import io.ridgeline.study.LearningCurveResults.ArmCurve;
import io.ridgeline.study.LearningCurveResults.Point;
import io.ridgeline.study.LearningCurveResults.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the arms do with less data, and what more might bring. */
final class LearningCurveSection {
  private final Context context;
  private final List<ArmCurve> arms;

  private LearningCurveSection(Context context, List<ArmCurve> arms) {
    this.context = context;
    this.arms = arms;
  }

  /** Nothing if the study asks for no learning curve, or no trial of it has completed. */
  static List<Element> of(Context context) {
    LearningCurveResults results = context.results().learningCurve();
    if (results == null) {
      return List.of();
    }
    List<ArmCurve> arms =
        results.arms().stream()
            .filter(a -> a.points().stream().anyMatch(p -> !Double.isNaN(p.mean())))
            .toList();
    return arms.isEmpty() ? List.of() : new LearningCurveSection(context, arms).elements();
  }

  private List<Element> elements() {
    return List.of(
        Element.of("h3", "With less data"),
        Element.of(
            "p",
            "Every arm was trained on shares of the training part besides, whole patients, a smaller"
                + " share within a larger one; validation and test are the same throughout."),
        context.figure(figure()),
        differences(),
        trends());
  }

  private Figure figure() {
    List<SampleSizeFigure.Curve> curves = arms.stream().map(LearningCurveSection::curve).toList();
    String baseline = context.baseline().map(b -> b.arm().name()).orElse("");
    SampleSizeFigure.Curve first =
        curves.stream().filter(c -> c.arm().equals(baseline)).findFirst().orElse(curves.get(0));
    List<List<Object>> data = new ArrayList<>();
    for (ArmCurve arm : arms) {
      for (Point p : arm.points()) {
        data.add(
            List.of(
                arm.arm(),
                p.share(),
                p.images(),
                p.mean(),
                p.low(),
                p.high(),
                p.difference(),
                p.differenceLow(),
                p.differenceHigh()));
      }
    }
    return new Figure(
        "sample-size",
        "Test " + context.metric() + " by the number of training images",
        "Means with their 95 % intervals. Dashed: the baseline.",
        3,
        SampleSizeFigure.of(context.metric(), first, curves),
        new Table(
            "sample-size",
            List.of(
                "arm",
                "share",
                "images",
                "mean",
                "low",
                "high",
                "difference",
                "difference_low",
                "difference_high"),
            data));
  }

  private static SampleSizeFigure.Curve curve(ArmCurve arm) {
    return new SampleSizeFigure.Curve(
        arm.arm(),
        values(arm, Point::images),
        new Band(values(arm, Point::mean), values(arm, Point::low), values(arm, Point::high)));
  }

  private static double[] values(ArmCurve arm, ToDoubleFunction<Point> value) {
    return arm.points().stream().mapToDouble(value).toArray();
  }

  private Element differences() {
    List<String> columns = new ArrayList<>(List.of("Arm"));
    arms.get(0).points().forEach(p -> columns.add(Math.round(p.images()) + " images"));
    Grid grid =
        new Grid(
            "Difference to the baseline trained on as much, with its 95 % interval; not adjusted for"
                + " the number of comparisons.",
            columns);
    for (ArmCurve arm : arms) {
      if (arm.points().stream().anyMatch(p -> !Double.isNaN(p.difference()))) {
        List<Object> row = new ArrayList<>(List.of(arm.arm()));
        for (Point p : arm.points()) {
          row.add(
              Cell.interval(
                  signed(p.difference(), 3),
                  signedInterval(p.differenceLow(), p.differenceHigh(), 3),
                  p.difference()));
        }
        grid.row(row);
      }
    }
    return grid.element();
  }

  private Element trends() {
    Grid grid =
        new Grid(
            "Does the method help more the fewer data there are? The slope says how much its"
                + " difference to the baseline grows with every doubling of the training part; below"
                + " zero, for a metric that should be high, it helps more with fewer data. The law is"
                + " fitted to the means and only a guess beyond them.",
            List.of("Arm", "Slope a doubling", "Over", "Error law", "With twice the images"));
    for (ArmCurve arm : arms) {
      Trend trend = arm.trend();
      PowerLaw law = arm.law();
      double images = arm.points().get(arm.points().size() - 1).images();
      boolean higher = Context.higherIsBetter(context.results().metric());
      double doubled =
          law == null ? Double.NaN : higher ? 1 - law.at(2 * images) : law.at(2 * images);
      grid.row(
          List.of(
              arm.arm(),
              trend == null
                  ? "–"
                  : Cell.interval(
                      signed(trend.perDoubling(), 3),
                      signedInterval(trend.low(), trend.high(), 3),
                      trend.perDoubling()),
              trend == null ? "–" : trend.over(),
              law == null
                  ? "not fitted"
                  : fixed(law.floor(), 3)
                      + " + "
                      + fixed(law.scale(), 2)
                      + " · n^−"
                      + fixed(law.exponent(), 2),
              Cell.of(doubled, 3)));
    }
    return grid.element();
  }
}
