package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.statistics.Holm;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.statistics.VarianceComponents;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Best;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * From the records of a study's trials to what it found.
 *
 * <p>Several splits are compared by the corrected resampled t-test, one split by the paired
 * bootstrap; p-values of the deciding metric are adjusted by Holm over the arms. Equal records give
 * equal results to the bit, in whatever order they come.
 */
public final class Results {
  private final StudySpec spec;
  private final StudyData data;
  private final Measured measured;
  private final Design design;
  private final int baseline;

  private Results(StudyData data) {
    this.spec = data.spec();
    this.data = data;
    this.measured = data.measured(Metrics.names(spec.task()));
    this.design = data.design(measured);
    this.baseline = spec.arms().stream().map(Arm::name).toList().indexOf(spec.baseline());
  }

  /**
   * What a study found.
   *
   * @param cohort whose groups are resampled
   * @param splits that the trials name
   * @param records of the trials that ended, in any order; trials without one are as if they had
   *     not completed
   */
  public static StudyResults of(
      StudySpec spec, Cohort cohort, List<Split> splits, List<TrialRecord> records) {
    Results results = new Results(new StudyData(spec, cohort, splits, records));
    List<ArmResult> arms = results.arms();
    return new StudyResults(
        spec.name(),
        spec.task().name().toLowerCase(Locale.ROOT),
        spec.metric(),
        spec.hash(),
        cohort.simulated(),
        cohort.classes(),
        arms,
        best(arms, spec.metric()),
        results.evidence());
  }

  private List<ArmEvidence> evidence() {
    String metric = spec.metric();
    boolean higher = Metrics.named(metric).higherIsBetter();
    double theirs = design.gap(baseline, metric).mean();
    List<Calibration> calibrations =
        spec.task() == TaskKind.CLASSIFICATION ? Calibration.of(data) : List.of();
    List<ArmEvidence> evidence = new ArrayList<>();
    for (int arm = 0; arm < spec.arms().size(); arm++) {
      evidence.add(
          new ArmEvidence(
              spec.arms().get(arm).name(),
              Convergence.of(measured, arm, baseline, higher),
              Starts.of(measured, arm),
              arm == baseline
                  ? null
                  : GapChange.of(
                      design.gapDifference(arm, baseline, metric),
                      design.gap(arm, metric).mean(),
                      theirs,
                      higher),
              calibrations.isEmpty() ? null : calibrations.get(arm),
              spec.task() == TaskKind.CLASSIFICATION
                  ? Conformal.of(measured.records(arm), data.cohort().classes())
                  : null));
    }
    return evidence;
  }

  private List<ArmResult> arms() {
    List<Map<String, PairedComparison>> comparisons = new ArrayList<>();
    for (int arm = 0; arm < spec.arms().size(); arm++) {
      Map<String, PairedComparison> byMetric = new LinkedHashMap<>();
      if (arm != baseline) {
        for (String metric : Metrics.names(spec.task())) {
          byMetric.put(metric, design.difference(arm, baseline, metric));
        }
      }
      comparisons.add(byMetric);
    }
    double[] adjusted =
        Holm.adjust(
            comparisons.stream()
                .map(byMetric -> byMetric.get(spec.metric()))
                .mapToDouble(c -> c == null ? Double.NaN : c.p())
                .toArray());
    List<ArmResult> arms = new ArrayList<>();
    for (int arm = 0; arm < adjusted.length; arm++) {
      arms.add(arm(arm, comparisons.get(arm), adjusted[arm]));
    }
    return arms;
  }

  private ArmResult arm(int arm, Map<String, PairedComparison> comparisons, double adjusted) {
    Map<String, Summary> test = new LinkedHashMap<>();
    Map<String, Summary> validation = new LinkedHashMap<>();
    Map<String, Summary> train = new LinkedHashMap<>();
    Map<String, Summary> gap = new LinkedHashMap<>();
    for (String metric : measured.names()) {
      double[][] values = measured.values(Part.TEST, metric, arm);
      test.put(metric, summary(design.mean(arm, metric), values, arm));
      validation.put(metric, summary(measured.values(Part.VALIDATION, metric, arm), arm));
      train.put(metric, summary(measured.values(Part.TRAIN, metric, arm), arm));
      gap.put(metric, summary(design.gap(arm, metric), measured.gap(metric, arm), arm));
    }
    Comparison difference = null;
    Map<String, Comparison> differences = new LinkedHashMap<>();
    for (Map.Entry<String, PairedComparison> c : comparisons.entrySet()) {
      if (c.getKey().equals(spec.metric())) {
        difference = comparison(arm, c.getKey(), c.getValue(), adjusted, adjusted);
      } else {
        differences.put(
            c.getKey(), comparison(arm, c.getKey(), c.getValue(), c.getValue().p(), Double.NaN));
      }
    }
    List<TrialRecord> records = measured.records(arm);
    VarianceComponents variation =
        VarianceComponents.of(measured.values(Part.TEST, spec.metric(), arm));
    return new ArmResult(
        spec.arms().get(arm),
        measured.splits() * measured.seeds(),
        count(records, TrialOutcome.Completed.class),
        count(records, TrialOutcome.Failed.class),
        count(records, TrialOutcome.Diverged.class),
        test,
        validation,
        train,
        gap,
        difference,
        differences,
        records.stream().mapToInt(record -> record.epochs().size()).sum(),
        atEnd(records, EpochRecord::sparsity),
        atEnd(records, EpochRecord::weightNorm),
        variation.seed(),
        variation.split());
  }

  private static int count(List<TrialRecord> records, Class<? extends TrialOutcome> outcome) {
    return (int) records.stream().filter(record -> outcome.isInstance(record.outcome())).count();
  }

  private Summary summary(Interval interval, double[][] values, int arm) {
    return new Summary(
        interval.mean(), interval.low(), interval.high(), measured.listed(values, arm));
  }

  private Summary summary(double[][] values, int arm) {
    double mean = Means.mean(Means.ofRows(values));
    return summary(new Interval(mean, Double.NaN, Double.NaN), values, arm);
  }

  private Comparison comparison(
      int arm, String metric, PairedComparison c, double decisiveP, double adjusted) {
    Metric judged = Metrics.named(metric);
    return new Comparison(
        spec.baseline(),
        c.mean(),
        c.low(),
        c.high(),
        c.p(),
        adjusted,
        Verdict.of(c, decisiveP, judged.higherIsBetter(), judged.negligible()),
        c.detectable(),
        c.method() + pairs(arm, metric),
        design.posterior(arm, baseline, metric).orElse(null));
  }

  /** What the method must say if not every trial of the arm and of the baseline could be used. */
  private String pairs(int arm, String metric) {
    double[][] ours = measured.values(Part.TEST, metric, arm);
    double[][] theirs = measured.values(Part.TEST, metric, baseline);
    int planned = measured.splits() * measured.seeds();
    int used = 0;
    for (int split = 0; split < measured.splits(); split++) {
      for (int seed = 0; seed < measured.seeds(); seed++) {
        used += Double.isNaN(ours[split][seed] - theirs[split][seed]) ? 0 : 1;
      }
    }
    return used == planned ? "" : "; " + used + " of " + planned + " pairs of trials completed";
  }

  /** The mean over completed trials of what was measured at the evaluated epoch. */
  private static double atEnd(List<TrialRecord> records, ToDoubleFunction<EpochRecord> value) {
    return Means.mean(
        records.stream()
            .filter(TrialRecord::completed)
            .map(TrialRecord::evaluated)
            .mapToDouble(epoch -> epoch.map(value::applyAsDouble).orElse(Double.NaN))
            .toArray());
  }

  /** The best mean on validation; of equals the one with fewer methods, then the first. */
  private static @Nullable Best best(List<ArmResult> arms, String metric) {
    double sign = Metrics.named(metric).higherIsBetter() ? 1 : -1;
    ArmResult best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (ArmResult arm : arms) {
      Summary validation = arm.validation().get(metric);
      double value = validation == null ? Double.NaN : sign * validation.mean();
      boolean fewer = best != null && arm.arm().methods().size() < best.arm().methods().size();
      if (value > highest || (value == highest && fewer)) {
        best = arm;
        highest = value;
      }
    }
    return best == null ? null : new Best(best.arm().name(), "validation", sign * highest);
  }
}
