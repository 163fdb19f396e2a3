package io.ridgeline.linear;

import io.ridgeline.describe.Streams;
import io.ridgeline.metric.ClassificationMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the whole procedure scores on patients it has not seen: repeated K-fold cross-validation
 * around the one that chooses λ, so that the test rows of a split decide nothing (Varma and Simon
 * 2006, BMC Bioinformatics 7).
 *
 * @param best values of λ.min by metric, one a split; NaN where undefined
 * @param oneStandardError the same of λ.1se
 */
public record NestedValidation(Map<String, double[]> best, Map<String, double[]> oneStandardError) {
  private record Scores(Map<String, Double> best, Map<String, Double> oneStandardError) {}

  private record Split(int[] train, int[] test, long seed) {}

  /**
   * Runs it; the splits run side by side.
   *
   * @param repeats how often rows are dealt anew
   * @param seed of the streams that deal
   */
  public static NestedValidation of(Sample sample, Recipe recipe, int repeats, long seed) {
    List<Split> splits = new ArrayList<>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      long dealt = Streams.seed(seed, "outer", "repeat", repeat);
      List<int[]> folds = sample.folds(recipe.folds(), dealt);
      for (int f = 0; f < folds.size(); f++) {
        splits.add(
            new Split(sample.without(folds.get(f)), folds.get(f), Streams.seed(dealt, "inner", f)));
      }
    }
    List<Scores> scores =
        splits.parallelStream().map(split -> scores(sample, recipe, split)).toList();
    return new NestedValidation(
        gather(scores, Scores::best), gather(scores, Scores::oneStandardError));
  }

  private static Scores scores(Sample sample, Recipe recipe, Split split) {
    CrossValidation inner = CrossValidation.of(sample.of(split.train), recipe, split.seed);
    Sample test = sample.of(split.test);
    double[][] columns = inner.fitted().columns(test);
    return new Scores(
        scores(test.response(), inner.coefficients(inner.best()).predictors(columns, test.rows())),
        scores(
            test.response(),
            inner.coefficients(inner.oneStandardError()).predictors(columns, test.rows())));
  }

  private static Map<String, Double> scores(Response truth, double[][] eta) {
    if (truth.family() != Family.LINEAR) {
      return ClassificationMetrics.all(
          truth.labels(), Predictions.probabilities(truth.family(), eta));
    }
    double[] y = truth.values();
    double mean = Vectors.sum(y) / y.length;
    double squares = 0;
    double around = 0;
    double absolute = 0;
    for (int i = 0; i < y.length; i++) {
      squares += (y[i] - eta[0][i]) * (y[i] - eta[0][i]);
      around += (y[i] - mean) * (y[i] - mean);
      absolute += Math.abs(y[i] - eta[0][i]);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("r2", around > 0 ? 1 - squares / around : Double.NaN);
    values.put("mse", squares / y.length);
    values.put("mae", absolute / y.length);
    return values;
  }

  private static Map<String, double[]> gather(
      List<Scores> scores, Function<Scores, Map<String, Double>> rule) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String metric : rule.apply(scores.get(0)).keySet()) {
      values.put(
          metric,
          IntStream.range(0, scores.size())
              .mapToDouble(s -> rule.apply(scores.get(s)).getOrDefault(metric, Double.NaN))
              .toArray());
    }
    return values;
  }
}
