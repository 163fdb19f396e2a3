package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;
import static io.ridgeline.report.html.Numbers.percent;
import static io.ridgeline.report.html.Numbers.significant;

import io.ridgeline.linear.Choice;
import io.ridgeline.linear.Coefficients;
import io.ridgeline.linear.CrossValidation;
import io.ridgeline.linear.FittedPath;
import io.ridgeline.linear.Response;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.Panel;
import io.ridgeline.report.svg.PathFigure;
import io.ridgeline.study.PathResults;
import io.ridgeline.study.PathResults.Target;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One target: the answer, its path, the choice of λ, the coefficients, and what they score. */
final class PathSection {
  private final String id;
  private final Target target;
  private final PathResults results;
  private final Attachments attachments;
  private final CrossValidation curve;
  private final FittedPath fitted;
  private final Response response;
  private final PathFigure.Grid grid;

  private PathSection(String id, Target target, PathResults results, Attachments attachments) {
    this.id = id;
    this.target = target;
    this.results = results;
    this.attachments = attachments;
    curve = target.curve();
    fitted = curve.fitted();
    response = target.sample().response();
    grid =
        new PathFigure.Grid(
            fitted.path().lambdas(), curve.best().lambda(), curve.oneStandardError().lambda());
  }

  static Element of(String id, Target target, PathResults results, Attachments attachments) {
    return new PathSection(id, target, results, attachments).section();
  }

  private Element section() {
    return Context.section(
        id,
        target.name(),
        Element.of("p", rows()),
        Element.of("p", answer()),
        outer(),
        attachments.figure(criterion()),
        attachments.figure(coefficients()),
        chosen());
  }

  private String rows() {
    List<String> classes = new ArrayList<>();
    for (int k = 0; k < response.classes().size(); k++) {
      int count = response.counts()[k];
      classes.add(
          response.classes().get(k)
              + " "
              + count
              + " ("
              + percent((double) count / target.sample().rows())
              + ")");
    }
    long patients = target.sample().groups().stream().distinct().count();
    return target.sample().rows()
        + " rows"
        + (patients < target.sample().rows() ? " of " + patients + " patients, " : ", ")
        + fitted.names().size()
        + " features, "
        + response.family().word()
        + " model"
        + (target.unknown() > 0 ? "; " + target.unknown() + " more rows lack the target" : "")
        + (classes.isEmpty() ? "." : ". Classes: " + String.join(", ", classes) + ".")
        + (target.lopsided()
            ? " Plain accuracy is left out: naming the commonest class always has "
                + percent(target.commonest())
                + "."
            : "");
  }

  private String answer() {
    String metric = target.shown().get(0);
    Summary score = Context.summary(target.oneStandardError(), metric);
    return "At λ.1se "
        + curve.coefficients(curve.oneStandardError()).used()
        + " features act, at λ.min "
        + curve.coefficients(curve.best()).used()
        + ". Choosing λ.1se in this way scores "
        + Context.inline(metric)
        + " "
        + fixed(score.mean(), 3)
        + " "
        + interval(score.low(), score.high(), 3)
        + " on patients not seen.";
  }

  private Element outer() {
    Grid table =
        new Grid(
            "On patients not seen: mean and 95 % interval over the outer splits.",
            List.of("Metric", "λ.min", "λ.1se"));
    List<List<Object>> rows = new ArrayList<>();
    for (String metric : target.shown()) {
      table.row(
          List.of(
              Context.label(metric),
              cell(Context.summary(target.best(), metric)),
              cell(Context.summary(target.oneStandardError(), metric))));
    }
    for (String metric : target.best().keySet()) {
      rows.add(row(metric, "min", Context.summary(target.best(), metric)));
      rows.add(row(metric, "1se", Context.summary(target.oneStandardError(), metric)));
    }
    return Element.of(
        "div",
        table.element(),
        attachments.link(
            new Table(id + "-scores", List.of("metric", "lambda", "mean", "low", "high"), rows)));
  }

  private static Grid.Cell cell(Summary s) {
    return Grid.Cell.interval(fixed(s.mean(), 3), interval(s.low(), s.high(), 3), s.mean());
  }

  private static List<Object> row(String metric, String lambda, Summary s) {
    return List.of(metric, lambda, s.mean(), s.low(), s.high());
  }

  private Figure criterion() {
    String quantity =
        results.recipe().criterion().label(response.family()).toLowerCase(Locale.ROOT);
    List<Panel> panels = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (int g = curve.gammas().length - 1; g >= 0; g--) {
      double gamma = curve.gammas()[g];
      String heading = curve.gammas().length == 1 ? "Cross-validation" : "γ = " + fixed(gamma, 2);
      panels.add(PathFigure.criterion(heading, quantity, grid, curve.mean()[g], curve.error()[g]));
      for (int l = 0; l < grid.lambdas().length; l++) {
        rows.add(List.of(gamma, grid.lambdas()[l], curve.mean()[g][l], curve.error()[g][l]));
      }
    }
    return new Figure(
        id + "-criterion",
        "The choice of λ: " + quantity,
        "Mean over the folds with one standard error to both sides. Dashed: λ.1se "
            + words(curve.oneStandardError())
            + " and λ.min "
            + words(curve.best())
            + ".",
        1,
        panels,
        new Table(id + "-criterion", List.of("gamma", "lambda", "mean", "standard_error"), rows));
  }

  private String words(Choice choice) {
    return "= "
        + significant(choice.lambda())
        + (results.recipe().relaxed() ? " (γ = " + fixed(choice.gamma(), 2) + ")" : "")
        + ", "
        + fixed(choice.mean(), 4)
        + " ± "
        + fixed(choice.error(), 4);
  }

  private Figure coefficients() {
    List<Panel> panels = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<Coefficients> path = fitted.path().penalized();
    for (int k = 0; k < path.get(0).intercept().length; k++) {
      int output = k;
      String name = response.output(k, target.name());
      Map<String, double[]> curves = new LinkedHashMap<>();
      for (int j = 0; j < fitted.names().size(); j++) {
        int feature = j;
        curves.put(
            fitted.names().get(j),
            path.stream()
                .mapToDouble(c -> c.slopes()[output][feature] * fitted.deviations()[feature])
                .toArray());
        for (int l = 0; l < path.size(); l++) {
          rows.add(
              List.of(name, fitted.names().get(j), grid.lambdas()[l], path.get(l).slopes()[k][j]));
        }
      }
      panels.add(PathFigure.coefficients(name, "per standard deviation", grid, curves));
    }
    return new Figure(
        id + "-coefficients",
        "Coefficients along the path",
        "One line a feature, in units of the prediction per standard deviation of the feature; the"
            + " largest at the right end are named. The table holds them per unit of the feature.",
        1,
        panels,
        new Table(
            id + "-coefficients", List.of("output", "feature", "lambda", "coefficient"), rows));
  }

  private Element chosen() {
    Grid table =
        new Grid(
            "Coefficients that are not 0 at λ.1se, on the original scale of the features.",
            List.of("Feature", "For", "λ.1se", "per standard deviation", "λ.min"));
    Coefficients simple = curve.coefficients(curve.oneStandardError());
    Coefficients best = curve.coefficients(curve.best());
    List<List<Object>> rows = new ArrayList<>();
    for (int k = 0; k < simple.intercept().length; k++) {
      String output = response.output(k, target.name());
      rows.add(List.of(output, "(intercept)", simple.intercept()[k], best.intercept()[k]));
      for (int j = 0; j < fitted.names().size(); j++) {
        double slope = simple.slopes()[k][j];
        String feature = fitted.names().get(j);
        rows.add(List.of(output, feature, slope, best.slopes()[k][j]));
        if (slope != 0) {
          table.row(
              List.of(
                  feature,
                  output,
                  cell(slope),
                  cell(slope * fitted.deviations()[j]),
                  cell(best.slopes()[k][j])));
        }
      }
    }
    return Element.of(
        "div",
        simple.used() == 0 ? Element.of("p", "At λ.1se no feature acts.") : table.element(),
        attachments.link(
            new Table(
                id + "-models", List.of("output", "feature", "lambda_1se", "lambda_min"), rows)));
  }

  private static Grid.Cell cell(double value) {
    return new Grid.Cell(significant(value), value);
  }
}
