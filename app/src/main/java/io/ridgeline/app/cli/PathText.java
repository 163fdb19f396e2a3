package io.ridgeline.app.cli;

import io.ridgeline.image.Shown;
import io.ridgeline.linear.Choice;
import io.ridgeline.linear.Coefficients;
import io.ridgeline.linear.Family;
import io.ridgeline.linear.Response;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.study.PathResults;
import io.ridgeline.study.PathResults.Target;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of {@code ridgeline path} as lines of text. */
final class PathText {
  private PathText() {}

  static List<String> lines(PathResults results) {
    List<String> lines = new ArrayList<>(results.remarks());
    for (Target target : results.targets()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      target(results, target, lines);
    }
    return lines;
  }

  private static void target(PathResults results, Target target, List<String> lines) {
    Response response = target.sample().response();
    lines.add(Shown.text(target.name()) + ": " + response.family().word() + ", " + rows(target));
    String criterion = results.recipe().criterion().label(response.family());
    choice("lambda.min", target, target.curve().best(), criterion, lines);
    choice("lambda.1se", target, target.curve().oneStandardError(), criterion, lines);
    coefficients(target, lines);
    lines.add(
        "On patients not seen ("
            + results.repeats()
            + " x "
            + results.recipe().folds()
            + "-fold, lambda chosen within each training part), mean and 95 % interval:");
    lines.add(row("", "lambda.min", "lambda.1se"));
    for (String metric : target.shown()) {
      lines.add(
          row(
              metric,
              estimate(target.best(), metric),
              estimate(target.oneStandardError(), metric)));
    }
    if (target.lopsided()) {
      lines.add(
          "  accuracy is not shown: naming the commonest class always has "
              + Numbers.percent(target.commonest()));
    }
  }

  private static String rows(Target target) {
    Response response = target.sample().response();
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < response.classes().size(); k++) {
      int count = response.counts()[k];
      parts.add(
          Shown.text(response.classes().get(k))
              + " "
              + count
              + " ("
              + Numbers.percent((double) count / target.sample().rows())
              + ")");
    }
    return target.sample().rows()
        + " rows"
        + (target.unknown() > 0 ? " (" + target.unknown() + " more without the target)" : "")
        + ", "
        + target.curve().fitted().names().size()
        + " features"
        + (parts.isEmpty() ? "" : "; " + String.join(", ", parts))
        + (response.family() == Family.LOGISTIC
            ? "; positive: " + Shown.text(response.classes().get(1))
            : "");
  }

  private static void choice(
      String name, Target target, Choice choice, String criterion, List<String> lines) {
    lines.add(
        "  "
            + name
            + " "
            + Numbers.significant(choice.lambda())
            + (choice.gamma() < 1 ? " (gamma " + Numbers.fixed(choice.gamma(), 2) + ")" : "")
            + ": "
            + criterion.toLowerCase(Locale.ROOT)
            + " "
            + Numbers.fixed(choice.mean(), 4)
            + " ± "
            + Numbers.fixed(choice.error(), 4)
            + ", "
            + target.curve().coefficients(choice).used()
            + " features");
  }

  private static void coefficients(Target target, List<String> lines) {
    Response response = target.sample().response();
    Coefficients model = target.curve().coefficients(target.curve().oneStandardError());
    for (int k = 0; k < model.intercept().length; k++) {
      lines.add(
          "Coefficients at lambda.1se"
              + (response.family() == Family.LINEAR
                  ? ":"
                  : " for " + Shown.text(response.output(k, target.name())) + ":"));
      lines.add("  " + Numbers.significant(model.intercept()[k]) + "  (intercept)");
      for (int j = 0; j < model.slopes()[k].length; j++) {
        if (model.slopes()[k][j] != 0) {
          lines.add(
              "  "
                  + Numbers.significant(model.slopes()[k][j])
                  + "  "
                  + Shown.text(target.curve().fitted().names().get(j)));
        }
      }
    }
  }

  private static String row(String name, String first, String second) {
    return String.format(Locale.ROOT, "  %-18s %-24s %s", name, first, second);
  }

  private static String estimate(Map<String, Summary> outer, String metric) {
    Summary s = outer.get(metric);
    return s == null
        ? Numbers.UNDEFINED
        : Numbers.fixed(s.mean(), 3) + " " + Numbers.interval(s.low(), s.high(), 3);
  }
}
