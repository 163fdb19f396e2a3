package io.ridgeline.report.svg;

import io.ridgeline.report.html.Numbers;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Train and validation by epoch, one panel an arm on the same axes, the gap between them shaded.
 */
public final class LearningCurves {
  private static final Plot.Margins ROOM = new Plot.Margins(30, 44, 44, 52);

  /**
   * The curves of one arm.
   *
   * @param arm its name
   * @param train by epoch, from epoch 1
   * @param validation by epoch, from epoch 1
   */
  public record Curves(String arm, Band train, Band validation) {}

  private LearningCurves() {}

  /**
   * One panel an arm.
   *
   * @param quantity what is drawn, such as {@code AUROC}
   * @param fromZero whether the vertical axis starts at zero; its top then holds the mean curves
   *     only, so that one bad trial does not flatten every panel
   */
  public static List<Panel> of(String quantity, boolean fromZero, List<Curves> arms) {
    double[] values =
        arms.stream()
            .flatMap(a -> Stream.of(a.train(), a.validation()))
            .flatMapToDouble(
                b ->
                    fromZero
                        ? DoubleStream.of(b.mean())
                        : DoubleStream.concat(
                            DoubleStream.of(b.mean()),
                            DoubleStream.concat(
                                DoubleStream.of(b.low()), DoubleStream.of(b.high()))))
            .filter(Double::isFinite)
            .toArray();
    Scale y =
        Scale.nice(
            fromZero ? 0 : DoubleStream.of(values).min().orElse(0),
            DoubleStream.of(values).max().orElse(1));
    int epochs =
        arms.stream()
            .mapToInt(a -> Math.max(a.train().length(), a.validation().length()))
            .max()
            .orElse(1);
    Scale x = new Scale(1, Math.max(2, epochs), 0, 1);
    return arms.stream().map(a -> panel(a, quantity, x, y)).toList();
  }

  private static Panel panel(Curves curves, String quantity, Scale x, Scale y) {
    Band train = curves.train();
    Band validation = curves.validation();
    String description =
        quantity
            + " by epoch; at the end train "
            + Numbers.fixed(train.last(), 3)
            + ", validation "
            + Numbers.fixed(validation.last(), 3)
            + ".";
    Plot plot =
        new Plot(330, 230, ROOM, x, y, Plot.cut(curves.arm(), 34), description)
            .xAxis("epoch", 5)
            .yAxis(quantity, 4);
    int common = Math.min(train.length(), validation.length());
    plot.band(epochs(common), train.mean(), validation.mean(), "gap");
    line(plot, train, "train");
    line(plot, validation, "validation");
    return plot.endLabels(
            Math.max(1, Math.max(train.length(), validation.length())),
            List.of(
                new EndLabel("train", train.last(), "end train"),
                new EndLabel("valid.", validation.last(), "end validation")))
        .ofArm(curves.arm())
        .panel();
  }

  private static void line(Plot plot, Band band, String cssClass) {
    double[] epochs = epochs(band.length());
    plot.band(epochs, band.low(), band.high(), "range " + cssClass);
    plot.curve(epochs, band.mean(), cssClass);
  }

  private static double[] epochs(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
  }
}
