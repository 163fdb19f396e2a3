package io.ridgeline.study;

import io.ridgeline.metric.ConformalSets;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Class-conditional conformal sets on test, calibrated on validation: means over the trials of an
 * arm, trials in which a number is undefined left out.
 *
 * @param alpha the share of true classes that may be missed
 * @param calibration by class, the fewest validation images among the trials
 * @param coverage by class, the share of its test images whose set holds it
 * @param size the mean number of classes in a set
 * @param empty the share of images whose set is empty
 * @param single the share whose set holds one class
 * @param all the share whose set holds every class
 */
public record Conformal(
    double alpha,
    Map<String, Integer> calibration,
    Map<String, Double> coverage,
    double size,
    double empty,
    double single,
    double all) {
  static final double ALPHA = 0.1;

  static Conformal of(List<TrialRecord> trials, List<String> classes) {
    List<ConformalSets> sets = new ArrayList<>();
    Map<String, Integer> fewest = new LinkedHashMap<>();
    for (TrialRecord trial : trials) {
      if (trial.predictions().get(Part.VALIDATION) instanceof Predictions validation
          && trial.predictions().get(Part.TEST) instanceof Predictions test) {
        sets.add(
            ConformalSets.of(
                validation.labels(),
                validation.probabilities(),
                test.labels(),
                test.probabilities(),
                ALPHA));
        for (int k = 0; k < classes.size(); k++) {
          int label = k;
          int n = (int) Arrays.stream(validation.labels()).filter(l -> l == label).count();
          fewest.merge(classes.get(k), n, Math::min);
        }
      }
    }
    Map<String, Double> coverage = new LinkedHashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      int label = k;
      coverage.put(classes.get(k), mean(sets, s -> s.coverage()[label]));
    }
    return new Conformal(
        ALPHA,
        fewest,
        coverage,
        mean(sets, ConformalSets::size),
        mean(sets, ConformalSets::empty),
        mean(sets, ConformalSets::single),
        mean(sets, ConformalSets::all));
  }

  private static double mean(List<ConformalSets> sets, ToDoubleFunction<ConformalSets> number) {
    return Means.mean(sets.stream().mapToDouble(number).toArray());
  }
}
