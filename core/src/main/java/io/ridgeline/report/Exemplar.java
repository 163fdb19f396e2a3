package io.ridgeline.report;

import io.ridgeline.metric.Metrics;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A test case that is worth a look: the best, the median and the worst of the chosen arm.
 *
 * @param what which of the three
 * @param example index into the cohort
 * @param value its value of the deciding metric, averaged over the trials that tested it
 */
public record Exemplar(String what, int example, double value) {
  /** Three of the test cases, fewer if there are not as many; none if no arm was chosen. */
  public static List<Exemplar> of(StudyResults results, List<TrialRecord> trials) {
    StudyResults.Best best = results.best();
    if (best == null) {
      return List.of();
    }
    List<TrialRecord> chosen =
        trials.stream()
            .filter(t -> t.completed() && t.spec().arm().name().equals(best.arm()))
            .toList();
    double sign = Metrics.named(results.metric()).higherIsBetter() ? -1 : 1;
    List<Map.Entry<Integer, Double>> cases =
        AveragedCases.of(chosen, results.metric()).entrySet().stream()
            .sorted(
                Comparator.comparingDouble((Map.Entry<Integer, Double> e) -> sign * e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    List<Exemplar> exemplars = new ArrayList<>();
    if (!cases.isEmpty()) {
      exemplars.add(of("Best", cases.get(0)));
      if (cases.size() > 2) {
        exemplars.add(of("Median", cases.get(cases.size() / 2)));
      }
      if (cases.size() > 1) {
        exemplars.add(of("Worst", cases.get(cases.size() - 1)));
      }
    }
    return exemplars;
  }

  private static Exemplar of(String what, Map.Entry<Integer, Double> of) {
    return new Exemplar(what, of.getKey(), of.getValue());
  }
}
