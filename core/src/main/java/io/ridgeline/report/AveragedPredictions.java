package io.ridgeline.report;

import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The test probabilities of an arm, averaged for each example over the trials that tested it.
 *
 * <p>On one split that is over seeds; over folds, every example that was ever tested is there once.
 */
final class AveragedPredictions {
  private record Sum(int label, double[] probabilities, int[] trials) {}

  private AveragedPredictions() {}

  private static void add(Map<Integer, Sum> sums, Predictions test) {
    for (int i = 0; i < test.size(); i++) {
      int label = test.labels()[i];
      double[] probabilities = test.probabilities()[i];
      Sum sum =
          sums.computeIfAbsent(
              test.examples()[i],
              e -> new Sum(label, new double[probabilities.length], new int[1]));
      for (int k = 0; k < probabilities.length; k++) {
        sum.probabilities()[k] += probabilities[k];
      }
      sum.trials()[0]++;
    }
  }

  /** The averages in order of the examples; of no example if no trial has test predictions. */
  static Predictions of(List<TrialRecord> trials) {
    Map<Integer, Sum> sums = new TreeMap<>();
    for (TrialRecord trial : trials) {
      if (trial.predictions().get(Part.TEST) instanceof Predictions test) {
        add(sums, test);
      }
    }
    sums.values()
        .forEach(
            s -> {
              for (int k = 0; k < s.probabilities().length; k++) {
                s.probabilities()[k] /= s.trials()[0];
              }
            });
    return new Predictions(
        sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
        sums.values().stream().mapToInt(Sum::label).toArray(),
        sums.values().stream().map(Sum::probabilities).toArray(double[][]::new));
  }
}
