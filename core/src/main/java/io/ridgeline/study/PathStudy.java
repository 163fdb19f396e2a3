package io.ridgeline.study;

import io.ridgeline.DataException;
import io.ridgeline.data.FeatureTable;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Shown;
import io.ridgeline.linear.CrossValidation;
import io.ridgeline.linear.NestedValidation;
import io.ridgeline.linear.Recipe;
import io.ridgeline.linear.Sample;
import io.ridgeline.linear.TargetReading;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.statistics.CorrectedResampledT;
import io.ridgeline.statistics.Interval;
import io.ridgeline.study.PathResults.Target;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fits the regularization path of each target of a table, chooses λ by cross-validation, and says
 * by repeated nested cross-validation what that procedure scores: means with the interval of {@link
 * CorrectedResampledT} over the outer splits.
 */
public final class PathStudy {
  private PathStudy() {}

  /**
   * Runs it.
   *
   * @param data the file's name, for reports
   * @param repeats of the outer cross-validation, at least 1
   * @param begun is told each target before its work
   * @throws DataException if a target cannot be used; names every such target
   */
  public static PathResults run(
      String data,
      FeatureTable table,
      TargetReading reading,
      Recipe recipe,
      int repeats,
      long seed,
      Consumer<String> begun) {
    Map<String, Sample> samples = samples(table, reading, recipe, seed);
    List<Target> targets = new ArrayList<>();
    samples.forEach(
        (name, sample) -> {
          begun.accept(name);
          targets.add(target(name, table, sample, recipe, repeats, stream(seed, name)));
        });
    return new PathResults(data, recipe, repeats, seed, table.remarks(), targets);
  }

  private static long stream(long seed, String target) {
    return Streams.seed(seed, "path", target);
  }

  private static Map<String, Sample> samples(
      FeatureTable table, TargetReading reading, Recipe recipe, long seed) {
    Map<String, Sample> samples = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String target : table.targets().keySet()) {
      try {
        Sample sample = Sample.of(table, target, reading);
        sample.check(recipe, stream(seed, target));
        samples.put(target, sample);
      } catch (DataException e) {
        e.problems()
            .forEach(
                p ->
                    problems.add(
                        Shown.text(p.contains("'" + target + "'") ? p : target + ": " + p)));
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException("the table cannot be used for what is asked", problems);
    }
    return samples;
  }

  private static Target target(
      String name, FeatureTable table, Sample sample, Recipe recipe, int repeats, long seed) {
    CrossValidation curve = CrossValidation.of(sample, recipe, seed);
    NestedValidation nested = NestedValidation.of(sample, recipe, repeats, seed);
    double testToTrain = 1.0 / (recipe.folds() - 1);
    return new Target(
        name,
        sample,
        table.rows() - sample.rows(),
        curve,
        summaries(nested.best(), testToTrain),
        summaries(nested.oneStandardError(), testToTrain));
  }

  private static Map<String, Summary> summaries(Map<String, double[]> values, double testToTrain) {
    Map<String, Summary> summaries = new LinkedHashMap<>();
    values.forEach((metric, each) -> summaries.put(metric, summary(metric, each, testToTrain)));
    return summaries;
  }

  private static Summary summary(String metric, double[] values, double testToTrain) {
    Interval free = CorrectedResampledT.of(Means.defined(values), testToTrain).interval();
    Interval interval =
        ClassificationMetrics.NAMES.contains(metric)
            ? free.within(
                ClassificationMetrics.metric(metric).lowest(),
                ClassificationMetrics.metric(metric).highest())
            : metric.equals("r2")
                ? free.within(Double.NEGATIVE_INFINITY, 1)
                : free.within(0, Double.POSITIVE_INFINITY);
    return new Summary(
        interval.mean(), interval.low(), interval.high(), Arrays.stream(values).boxed().toList());
  }
}
