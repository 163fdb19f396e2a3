package io.ridgeline.report.svg;

import io.ridgeline.metric.ConfusionMatrix;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * Confusion matrices: true class down, predicted class across, shaded by share of the true class.
 */
public final class ConfusionFigure {
  /**
   * One matrix.
   *
   * @param arm its name
   * @param counts its test predictions
   */
  public record Matrix(String arm, ConfusionMatrix counts) {}

  private ConfusionFigure() {}

  /** One panel a matrix. */
  public static List<Panel> of(List<String> classes, List<Matrix> matrices) {
    return matrices.stream().map(m -> panel(classes, m)).toList();
  }

  private static Panel panel(List<String> classes, Matrix matrix) {
    int n = classes.size();
    int cell = n <= 4 ? 64 : 44;
    int left = 34 + 7 * Math.min(14, classes.stream().mapToInt(String::length).max().orElse(0));
    int top = 64;
    int width = Math.max(250, left + n * cell + 12);
    int height = top + n * cell + 12;
    String heading = Plot.cut(matrix.arm(), 30);
    Element svg =
        Element.of("svg")
            .set("class", "plot")
            .set("viewBox", "0 0 " + width + " " + height)
            .set("role", "img")
            .set("aria-label", heading + ". " + words(classes, matrix.counts()))
            .add(
                Element.of("title", heading),
                Element.of("desc", words(classes, matrix.counts())),
                Plot.text(heading, left, 18, "heading"),
                Plot.text("predicted", left, 38, "label"),
                Plot.text("true", left - 8, top - 8, "label end"));
    int letters = Math.max(3, cell / 7);
    for (int i = 0; i < n; i++) {
      long total = matrix.counts().actual(i);
      double middle = top + (i + 0.5) * cell;
      svg.add(Plot.text(Plot.cut(classes.get(i), 14), left - 8, middle + 4, "tick end"));
      svg.add(
          Plot.text(
              Plot.cut(classes.get(i), letters), left + (i + 0.5) * cell, top - 8, "tick middle"));
      for (int j = 0; j < n; j++) {
        double share = total == 0 ? 0 : (double) matrix.counts().cells()[i][j] / total;
        double x = left + (double) j * cell;
        double y = top + (double) i * cell;
        svg.add(
            Plot.box(x, y, cell, cell, i == j ? "cell right" : "cell wrong")
                .set("fill-opacity", String.format(Locale.ROOT, "%.2f", 0.55 * share)),
            Plot.text(
                Long.toString(matrix.counts().cells()[i][j]),
                x + cell / 2.0,
                middle + (n <= 4 ? -1 : 4),
                "count middle"));
        if (n <= 4) {
          svg.add(Plot.text(Numbers.percent(share), x + cell / 2.0, middle + 15, "tick middle"));
        }
      }
    }
    return new Panel(width, height, svg);
  }

  private static String words(List<String> classes, ConfusionMatrix counts) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < counts.classes(); i++) {
      words
          .append("Of ")
          .append(counts.actual(i))
          .append(" examples of ")
          .append(classes.get(i))
          .append(", ")
          .append(counts.hits(i))
          .append(" predicted so. ");
    }
    return words.toString().strip();
  }
}
