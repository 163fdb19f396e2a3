package io.ridgeline.study;

import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import io.ridgeline.tune.BestOf;
import io.ridgeline.tune.Search;
import io.ridgeline.tune.Tuning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the searches of a study found. No test part had a say in it.
 *
 * @param trials configurations tried for each arm in each split
 * @param sampler what proposed them
 * @param pruning how epochs were spread over them
 * @param arms in the order of the study file
 */
public record TuningResults(int trials, String sampler, String pruning, List<ArmSearch> arms) {

  /**
   * The searches of one arm.
   *
   * @param arm its name
   * @param chosen by split, what was kept; those of searches that have ended
   * @param bestOf the expected best value of 1, 2 ... configurations after the epochs of the first
   *     round, a mean over splits; NaN where undefined
   * @param firstEpochs epochs of the first round
   * @param epochs run in all
   * @param notCompleted trials that diverged or failed
   */
  public record ArmSearch(
      String arm,
      List<Chosen> chosen,
      List<Double> bestOf,
      int firstEpochs,
      int epochs,
      int notCompleted) {}

  /**
   * The configuration that a search chose.
   *
   * @param split whose training part it was searched on
   * @param values by name, such as {@code learningRate} and {@code dropout.rate}
   * @param epochs that it was judged after
   * @param value of the deciding metric on the inner validation part, or NaN
   */
  public record Chosen(String split, Map<String, Object> values, int epochs, double value) {}

  /**
   * What the searches of a plan found.
   *
   * @param records of all trials that have ended, in any order
   * @return null if the study is not tuned
   */
  public static @Nullable TuningResults of(
      StudySpec spec, StudyPlan plan, List<TrialRecord> records) {
    Tuning tuning = spec.tuning();
    if (tuning == null) {
      return null;
    }
    Map<TrialSpec, TrialRecord> bySpec = new HashMap<>();
    records.forEach(r -> bySpec.put(r.spec(), r));
    Function<TrialSpec, Optional<TrialRecord>> ended = s -> Optional.ofNullable(bySpec.get(s));
    Map<String, List<Course.Tuned>> byArm = new LinkedHashMap<>();
    for (Course course : plan.courses()) {
      if (course instanceof Course.Tuned tuned) {
        byArm.computeIfAbsent(tuned.search().arm(), a -> new ArrayList<>()).add(tuned);
      }
    }
    Metric metric = Metrics.named(spec.metric());
    List<ArmSearch> arms = new ArrayList<>();
    byArm.forEach((arm, searches) -> arms.add(arm(arm, searches, metric, ended)));
    return new TuningResults(
        tuning.trials(),
        tuning.sampler().name().toLowerCase(Locale.ROOT),
        tuning.pruning().name().toLowerCase(Locale.ROOT),
        arms);
  }

  private static ArmSearch arm(
      String arm,
      List<Course.Tuned> searches,
      Metric metric,
      Function<TrialSpec, Optional<TrialRecord>> ended) {
    List<Chosen> chosen = new ArrayList<>();
    List<double[]> curves = new ArrayList<>();
    int firstEpochs = 0;
    int epochs = 0;
    int notCompleted = 0;
    for (Course.Tuned tuned : searches) {
      Search.Standing standing = tuned.search().standing(ended);
      for (TrialSpec trial : standing.trials()) {
        Optional<TrialRecord> record = ended.apply(trial);
        epochs += record.map(r -> r.epochs().size()).orElse(0);
        notCompleted += record.map(r -> r.completed() ? 0 : 1).orElse(0);
      }
      standing
          .chosen()
          .ifPresent(
              best -> {
                chosen.add(
                    new Chosen(
                        tuned.own().get(0).split(),
                        best.candidate().values(),
                        best.epochs(),
                        best.value()));
                curves.add(
                    BestOf.curve(
                        standing.tried().stream().mapToDouble(Search.Scored::value).toArray(),
                        metric.higherIsBetter()));
              });
      firstEpochs = standing.tried().stream().mapToInt(Search.Scored::epochs).findFirst().orElse(0);
    }
    return new ArmSearch(arm, chosen, mean(curves), firstEpochs, epochs, notCompleted);
  }

  private static List<Double> mean(List<double[]> curves) {
    List<Double> mean = new ArrayList<>();
    for (int t = 0; !curves.isEmpty() && t < curves.get(0).length; t++) {
      int at = t;
      mean.add(Means.mean(curves.stream().mapToDouble(c -> c[at]).toArray()));
    }
    return mean;
  }
}
