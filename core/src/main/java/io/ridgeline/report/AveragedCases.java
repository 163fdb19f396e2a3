package io.ridgeline.report;

import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One metric of an arm's test cases, averaged for each case over the trials that tested it.
 *
 * <p>On one split that is over seeds; over folds, every case that was ever tested is there once.
 */
final class AveragedCases {
  private AveragedCases() {}

  /** By example, in order; a case for which it is never defined is left out. */
  static Map<Integer, Double> of(List<TrialRecord> trials, String metric) {
    Map<Integer, List<Double>> values = new TreeMap<>();
    for (TrialRecord trial : trials) {
      if (trial.predictions().get(Part.TEST) instanceof CaseScores cases) {
        double[] ofCase = cases.cases(metric);
        for (int i = 0; i < ofCase.length; i++) {
          if (!Double.isNaN(ofCase[i])) {
            values.computeIfAbsent(cases.examples()[i], e -> new ArrayList<>()).add(ofCase[i]);
          }
        }
      }
    }
    Map<Integer, Double> means = new TreeMap<>();
    values.forEach(
        (example, all) ->
            means.put(example, all.stream().mapToDouble(v -> v).average().orElse(Double.NaN)));
    return means;
  }

  /** The mean of one foreground class over all test cases and trials; NaN if never defined. */
  static double ofClass(List<TrialRecord> trials, String metric, int foreground) {
    double sum = 0;
    int n = 0;
    for (TrialRecord trial : trials) {
      if (trial.predictions().get(Part.TEST) instanceof CaseScores cases) {
        for (double[] row : cases.values().getOrDefault(metric, new double[0][])) {
          if (!Double.isNaN(row[foreground])) {
            sum += row[foreground];
            n++;
          }
        }
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
