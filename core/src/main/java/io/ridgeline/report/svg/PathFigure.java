package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What happens as a penalty weakens from left to right: coefficients, and a criterion. */
public final class PathFigure {
  private static final int WIDTH = 720;

  /** Curves with a name at most; the largest where the penalty is weakest. */
  private static final int NAMED = 8;

  /** Names that would fill the height. */
  private static final int LINES = 18;

  private static final List<String> STYLES = List.of("arm", "second", "third", "baseline");

  /**
   * The strengths of the penalty and the two that were chosen.
   *
   * @param lambdas falling
   * @param best λ.min
   * @param oneStandardError λ.1se
   */
  public record Grid(double[] lambdas, double best, double oneStandardError) {
    private double[] places() {
      return Arrays.stream(lambdas).map(Grid::place).toArray();
    }

    /** Weak penalties stand at the right. */
    private static double place(double lambda) {
      return -Math.log10(lambda);
    }

    private Scale scale() {
      return new Scale(place(lambdas[0]), place(lambdas[lambdas.length - 1]), 0, 1);
    }

    private Plot on(Plot plot, Scale y) {
      Map<Double, String> words = new LinkedHashMap<>();
      scale().ticks(4).forEach(t -> words.put(t, Numbers.significant(Math.pow(10, -t))));
      plot.xAxis("λ, weaker to the right", words);
      chosen(plot, y, oneStandardError, "λ.1se", 25);
      return chosen(plot, y, best, "λ.min", 11);
    }

    private static Plot chosen(Plot plot, Scale y, double lambda, String name, int dy) {
      double at = place(lambda);
      return plot.segment(at, y.low(), at, y.high(), "reference")
          .words(name, at, y.high(), 4, dy, "tick");
    }
  }

  private PathFigure() {}

  /**
   * One curve a feature.
   *
   * @param heading of the panel
   * @param quantity what is drawn
   * @param curves by feature name, one value a λ
   */
  public static Panel coefficients(
      String heading, String quantity, Grid grid, Map<String, double[]> curves) {
    Scale y = range(curves.values().stream().flatMapToDouble(Arrays::stream).toArray());
    Plot plot =
        grid.on(
            new Plot(
                    WIDTH,
                    340,
                    new Plot.Margins(30, 170, 44, 56),
                    grid.scale(),
                    y,
                    Plot.cut(heading, 70),
                    quantity + " of " + curves.size() + " features against λ.")
                .yAxis(quantity, 5),
            y);
    List<String> order =
        curves.keySet().stream()
            .sorted(Comparator.comparingDouble((String name) -> -Math.abs(last(curves, name))))
            .toList();
    List<String> named = named(order, curves, y);
    List<EndLabel> labels = new ArrayList<>();
    double[] places = grid.places();
    for (int c = order.size() - 1; c >= 0; c--) {
      String name = order.get(c);
      int style = named.indexOf(name);
      plot.curve(
          places,
          curves.getOrDefault(name, new double[0]),
          style < 0 ? "other" : STYLES.get(style % STYLES.size()));
      if (style >= 0) {
        labels.add(new EndLabel(Plot.cut(name, 26), last(curves, name), "tick"));
      }
    }
    return plot.endLabels(places[places.length - 1], labels).panel();
  }

  /**
   * A criterion with one standard error to both sides.
   *
   * @param mean by λ; NaN where undefined
   * @param error by λ
   */
  public static Panel criterion(
      String heading, String quantity, Grid grid, double[] mean, double[] error) {
    double[] low = IntStream.range(0, mean.length).mapToDouble(i -> mean[i] - error[i]).toArray();
    double[] high = IntStream.range(0, mean.length).mapToDouble(i -> mean[i] + error[i]).toArray();
    Scale y = range(DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high)).toArray());
    Plot plot =
        grid.on(
            new Plot(
                    WIDTH,
                    280,
                    new Plot.Margins(30, 32, 44, 56),
                    grid.scale(),
                    y,
                    Plot.cut(heading, 70),
                    quantity + " by cross-validation against λ.")
                .yAxis(quantity, 5),
            y);
    return plot.band(grid.places(), low, high, "range arm")
        .curve(grid.places(), mean, "arm")
        .panel();
  }

  /** The largest, less those that would stand on the name of a larger one. */
  private static List<String> named(List<String> order, Map<String, double[]> curves, Scale y) {
    double room = (y.high() - y.low()) / LINES;
    List<String> named = new ArrayList<>();
    for (String name : order) {
      double at = last(curves, name);
      boolean free = named.stream().allMatch(other -> Math.abs(last(curves, other) - at) >= room);
      if (at != 0 && free && named.size() < NAMED) {
        named.add(name);
      }
    }
    return named;
  }

  private static double last(Map<String, double[]> curves, String name) {
    double[] values = curves.getOrDefault(name, new double[] {0});
    return values[values.length - 1];
  }

  private static Scale range(double[] values) {
    double[] finite = DoubleStream.of(values).filter(Double::isFinite).toArray();
    return Scale.nice(
        DoubleStream.of(finite).min().orElse(0), DoubleStream.of(finite).max().orElse(1));
  }
}
