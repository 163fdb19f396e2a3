package io.ridgeline.trial;

import io.ridgeline.metric.ClassificationMetrics;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What a classifier said of the examples of one part.
 *
 * @param examples indexes into the cohort
 * @param labels the true class of each
 * @param probabilities one row an example, one column a class, rows summing to 1
 */
public record Predictions(int[] examples, int[] labels, double[][] probabilities)
    implements PartResult {
  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Predictions only(IntPredicate wanted) {
    int[] rows = PartResult.rows(examples, wanted);
    return new Predictions(
        Arrays.stream(rows).map(i -> examples[i]).toArray(),
        Arrays.stream(rows).map(i -> labels[i]).toArray(),
        Arrays.stream(rows).mapToObj(i -> probabilities[i]).toArray(double[][]::new));
  }

  @Override
  public Map<String, Double> metrics() {
    return ClassificationMetrics.all(labels, probabilities);
  }

  @Override
  public double metric(String name) {
    return ClassificationMetrics.of(name, labels, probabilities);
  }
}
