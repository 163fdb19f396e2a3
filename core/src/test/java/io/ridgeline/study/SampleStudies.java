package io.ridgeline.study;

import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of studies of which only the arms' test means matter. */
public final class SampleStudies {
  private SampleStudies() {}

  /** A study; the first arm is the baseline. */
  public static StudyResults study(String name, String metric, Map<String, Double> means) {
    String baseline = means.keySet().iterator().next();
    List<ArmResult> arms = new ArrayList<>();
    means.forEach((arm, mean) -> arms.add(arm(arm, metric, mean, baseline)));
    return new StudyResults(
        name, "classification", metric, "hash of " + name, false, List.of("a", "b"), arms, null);
  }

  private static ArmResult arm(String name, String metric, double mean, String baseline) {
    Map<String, Summary> test =
        Map.of(metric, new Summary(mean, Double.NaN, Double.NaN, List.of(mean)));
    Comparison difference =
        new Comparison(baseline, 0, 0, 0, 1, 1, Verdict.NO_EVIDENCE, 0, "a test", null);
    return new ArmResult(
        new Arm(name, List.of()),
        1,
        1,
        0,
        0,
        test,
        test,
        test,
        test,
        name.equals(baseline) ? null : difference,
        Map.of(),
        1,
        0,
        0,
        0,
        Double.NaN);
  }

  /** Arms named in turn, and their means. */
  public static Map<String, Double> means(List<String> arms, double... means) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < means.length; i++) {
      map.put(arms.get(i), means[i]);
    }
    return map;
  }
}
