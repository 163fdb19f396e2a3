package io.ridgeline.trial;

import io.ridgeline.metric.CaseValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How well the masks of one part were drawn, case by case.
 *
 * @param examples indexes into the cohort
 * @param values by metric, one row a case, one column a foreground class; NaN where undefined
 */
public record CaseScores(int[] examples, Map<String, double[][]> values) implements PartResult {
  @Override
  public int size() {
    return examples.length;
  }

  @Override
  public CaseScores only(IntPredicate wanted) {
    int[] rows = PartResult.rows(examples, wanted);
    Map<String, double[][]> kept = new LinkedHashMap<>();
    values.forEach(
        (name, all) ->
            kept.put(name, Arrays.stream(rows).mapToObj(i -> all[i]).toArray(double[][]::new)));
    return new CaseScores(Arrays.stream(rows).map(i -> examples[i]).toArray(), kept);
  }

  /** One value a case: the mean over the classes for which the metric is defined, or NaN. */
  public double[] cases(String metric) {
    double[][] rows = values.getOrDefault(metric, new double[0][]);
    return Arrays.stream(rows).mapToDouble(CaseScores::mean).toArray();
  }

  /**
   * The values of some examples, in that order.
   *
   * @param wanted indexes into the cohort
   * @param metrics their names; NaN for one that was not measured
   * @throws IllegalArgumentException if an example is not among these
   */
  public CaseValues of(int[] wanted, List<String> metrics) {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int i = 0; i < examples.length; i++) {
      rows.put(examples[i], i);
    }
    double[][] values = new double[wanted.length][metrics.size()];
    for (int m = 0; m < metrics.size(); m++) {
      double[] cases = cases(metrics.get(m));
      for (int i = 0; i < wanted.length; i++) {
        Integer row = rows.get(wanted[i]);
        if (row == null) {
          throw new IllegalArgumentException("no values of example " + wanted[i]);
        }
        values[i][m] = cases.length == 0 ? Double.NaN : cases[row];
      }
    }
    return new CaseValues(metrics, values);
  }

  /** The mean over cases of each metric, cases where it is undefined left out. */
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> means = new LinkedHashMap<>();
    values.keySet().forEach(name -> means.put(name, metric(name)));
    return means;
  }

  @Override
  public double metric(String name) {
    return mean(cases(name));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }
}
