package io.ridgeline.study;

import io.ridgeline.data.Split;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.statistics.TInterval;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Probe;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** From the probes of a study's models to what they say of its arms. */
public final class Robustness {
  private final StudySpec spec;
  private final List<Split> splits;
  private final Measured measured;
  private final Map<TrialKey, Probe> probes;
  private final int baseline;

  /**
   * What was found of one arm; means over its probed trials.
   *
   * @param arm its name
   * @param clean the deciding metric on the test part as it is
   * @param corrupted on the corrupted ones, a mean over kinds and severities
   * @param bySeverity a mean over kinds, by rising severity
   * @param byKind a mean over severities
   * @param difference {@code corrupted} minus the baseline's, with its 95 % interval; NaN for the
   *     baseline
   * @param over what the interval allows for, such as {@code 5 splits}; empty for the baseline
   * @param randomRise of the training loss in random directions
   * @param alignedRise along the gradient
   */
  public record ArmRobustness(
      String arm,
      double clean,
      double corrupted,
      List<Double> bySeverity,
      Map<String, Double> byKind,
      Interval difference,
      String over,
      double randomRise,
      double alignedRise) {}

  private Robustness(
      StudySpec spec, List<Split> splits, List<TrialRecord> records, List<Probe> probes) {
    this.spec = spec;
    this.splits = splits;
    this.measured = new Measured(spec, List.of(spec.metric()), splits, records);
    this.probes = probes.stream().collect(Collectors.toMap(Probe::trial, Function.identity()));
    this.baseline = spec.arms().stream().map(Arm::name).toList().indexOf(spec.baseline());
  }

  /**
   * The arms of a study; nothing if none of these trials was probed.
   *
   * @param records of the study's own trials, in any order
   */
  public static List<ArmRobustness> of(
      StudySpec spec, List<Split> splits, List<TrialRecord> records, List<Probe> probes) {
    Robustness robustness = new Robustness(spec, splits, records, probes);
    boolean any = records.stream().anyMatch(r -> robustness.probes.containsKey(r.spec().key()));
    return any ? robustness.arms() : List.of();
  }

  private List<ArmRobustness> arms() {
    List<ArmRobustness> arms = new ArrayList<>();
    for (int arm = 0; arm < spec.arms().size(); arm++) {
      arms.add(arm(arm));
    }
    return arms;
  }

  private ArmRobustness arm(int arm) {
    List<Probe> own =
        measured.records(arm).stream()
            .map(r -> probes.get(r.spec().key()))
            .filter(p -> p != null)
            .toList();
    Map<String, Double> byKind = new LinkedHashMap<>();
    List<Double> bySeverity = new ArrayList<>();
    if (!own.isEmpty()) {
      for (String kind : new TreeSet<>(own.get(0).corrupted().keySet())) {
        byKind.put(kind, mean(own, p -> mean(p.corrupted().getOrDefault(kind, List.of()))));
      }
      for (int s = 0; s < severities(own.get(0)); s++) {
        int severity = s;
        bySeverity.add(
            mean(
                own,
                p ->
                    Means.mean(
                        p.corrupted().values().stream()
                            .mapToDouble(v -> v.get(severity))
                            .toArray())));
      }
    }
    Interval difference = new Interval(Double.NaN, Double.NaN, Double.NaN);
    String over = "";
    if (arm != baseline && splits.size() > 1) {
      PairedComparison paired =
          PairedComparison.overSplits(
              corrupted(arm), corrupted(baseline), ManySplits.testToTrain(splits));
      difference = new Interval(paired.mean(), paired.low(), paired.high());
      over = splits.size() + " splits";
    } else if (arm != baseline) {
      double[] ours = corrupted(arm)[0];
      double[] theirs = corrupted(baseline)[0];
      double[] differences = new double[ours.length];
      Arrays.setAll(differences, seed -> ours[seed] - theirs[seed]);
      double[] defined = Means.defined(differences);
      difference = TInterval.of(defined);
      over = defined.length + " seeds; other patients are not allowed for";
    }
    return new ArmRobustness(
        spec.arms().get(arm).name(),
        Means.mean(Means.ofRows(measured.values(Part.TEST, spec.metric(), arm))),
        Means.mean(Means.ofRows(corrupted(arm))),
        bySeverity,
        byKind,
        difference,
        over,
        mean(own, p -> p.sharpness().random()),
        mean(own, p -> p.sharpness().aligned()));
  }

  private static int severities(Probe probe) {
    return probe.corrupted().values().stream().mapToInt(List::size).min().orElse(0);
  }

  /** The mean over kinds and severities, {@code [split][seed]}; NaN where nothing was probed. */
  private double[][] corrupted(int arm) {
    double[][] values = new double[splits.size()][spec.seeds()];
    for (int split = 0; split < values.length; split++) {
      for (int seed = 0; seed < values[split].length; seed++) {
        TrialRecord record = measured.record(arm, split, seed);
        Probe probe = record == null ? null : probes.get(record.spec().key());
        values[split][seed] =
            probe == null
                ? Double.NaN
                : Means.mean(
                    probe.corrupted().values().stream().mapToDouble(Robustness::mean).toArray());
      }
    }
    return values;
  }

  private static double mean(List<Double> values) {
    return Means.mean(values.stream().mapToDouble(v -> v).toArray());
  }

  private static double mean(List<Probe> probes, ToDoubleFunction<Probe> value) {
    return Means.mean(probes.stream().mapToDouble(value).toArray());
  }
}
