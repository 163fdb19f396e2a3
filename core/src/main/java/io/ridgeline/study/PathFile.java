package io.ridgeline.study;

import io.ridgeline.linear.Choice;
import io.ridgeline.linear.Coefficients;
import io.ridgeline.linear.CrossValidation;
import io.ridgeline.linear.Recipe;
import io.ridgeline.linear.Response;
import io.ridgeline.study.PathResults.Target;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code path.json}, the interface for other programs: how the paths were fitted, the chosen models
 * with their coefficients on the original scale, and what the procedure scores; null for what is
 * undefined. Equal results give equal bytes.
 */
public final class PathFile {
  /** Its name in the folder. */
  public static final String NAME = "path.json";

  private PathFile() {}

  /** The text of the file. */
  public static String json(PathResults results) {
    Recipe recipe = results.recipe();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("data", results.data());
    tree.put("seed", results.seed());
    tree.put("alpha", recipe.penalty().alpha());
    tree.put("standardize", recipe.penalty().standardize());
    tree.put("balance", recipe.balance());
    tree.put("relaxed", recipe.relaxed());
    tree.put("indicators", recipe.indicators());
    tree.put("criterion", recipe.criterion().name());
    tree.put("folds", recipe.folds());
    tree.put("repeats", results.repeats());
    tree.put("remarks", results.remarks());
    tree.put("targets", results.targets().stream().map(PathFile::target).toList());
    return ResultsFile.pretty(ResultsFile.MAPPER.valueToTree(tree));
  }

  private static Map<String, Object> target(Target target) {
    Response response = target.sample().response();
    CrossValidation curve = target.curve();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("target", target.name());
    fields.put("family", response.family().word());
    fields.put("rows", target.sample().rows());
    fields.put("rowsWithoutTarget", target.unknown());
    fields.put("groups", target.sample().groups().stream().distinct().count());
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (int k = 0; k < response.classes().size(); k++) {
      classes.put(response.classes().get(k), response.counts()[k]);
    }
    fields.put("classes", classes);
    fields.put("lambdas", curve.fitted().path().lambdas().length);
    fields.put("min", model(target, curve.best(), target.best()));
    fields.put("1se", model(target, curve.oneStandardError(), target.oneStandardError()));
    return fields;
  }

  private static Map<String, Object> model(
      Target target, Choice choice, Map<String, Summary> outer) {
    Coefficients model = target.curve().coefficients(choice);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lambda", choice.lambda());
    fields.put("gamma", choice.gamma());
    fields.put("mean", choice.mean());
    fields.put("error", choice.error());
    fields.put("features", model.used());
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (int k = 0; k < model.intercept().length; k++) {
      Map<String, Object> slopes = new LinkedHashMap<>();
      for (int j = 0; j < model.slopes()[k].length; j++) {
        if (model.slopes()[k][j] != 0) {
          slopes.put(target.curve().fitted().names().get(j), model.slopes()[k][j]);
        }
      }
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("output", target.sample().response().output(k, target.name()));
      output.put("intercept", model.intercept()[k]);
      output.put("coefficients", slopes);
      outputs.add(output);
    }
    fields.put("model", outputs);
    fields.put("outer", outer);
    return fields;
  }
}
