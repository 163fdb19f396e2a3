package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.statistics.DeLong;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One official or hold-out split: other patients and other seeds are allowed for by {@link
 * PairedBootstrap}.
 *
 * <p>A cross-entropy is the mean log loss of the same predictions, so its interval is that of the
 * log loss; another data loss has none, because what one patient adds to it is not recorded.
 */
final class OneSplit implements Design {
  private static final int DRAWS = 2000;

  private final Measured measured;
  private final PairedBootstrap bootstrap;
  private final boolean crossEntropy;
  private final int[] labels;
  private final double[][][][] scores;
  private final boolean deLong;

  OneSplit(Measured measured, StudySpec spec, Cohort cohort, Split split) {
    this.measured = measured;
    int classes = cohort.classes().size();
    this.crossEntropy =
        spec.training().loss().equals("cross-entropy")
            || (classes == 2 && spec.training().loss().equals("binary-cross-entropy"));
    int[] test = split.test();
    this.scores = new double[spec.arms().size()][spec.seeds()][][];
    for (int arm = 0; arm < scores.length; arm++) {
      for (int seed = 0; seed < spec.seeds(); seed++) {
        scores[arm][seed] = scores(measured.record(arm, 0, seed), test);
      }
    }
    this.labels = Arrays.stream(test).map(cohort::label).toArray();
    List<String> groups =
        Arrays.stream(test).mapToObj(i -> cohort.examples().get(i).group()).toList();
    this.deLong = classes == 2 && Set.copyOf(groups).size() == groups.size();
    this.bootstrap =
        new PairedBootstrap(
            labels, groups, scores, ClassificationMetrics.NAMES, DRAWS, spec.seed());
  }

  /** One row of probabilities a test example, in the split's order; empty without a record. */
  private static double[][] scores(@Nullable TrialRecord record, int[] test) {
    if (record == null || !record.completed()) {
      return new double[0][];
    }
    Predictions predictions = Objects.requireNonNull(record.predictions().get(Part.TEST));
    Map<Integer, double[]> rows = new HashMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      rows.put(predictions.examples()[i], predictions.probabilities()[i]);
    }
    return Arrays.stream(test)
        .mapToObj(i -> Objects.requireNonNull(rows.get(i), () -> "no prediction of example " + i))
        .toArray(double[][]::new);
  }

  @Override
  public Interval mean(int arm, String metric) {
    if (metric.equals(Measured.LOSS)) {
      double mean = Means.mean(measured.values(Part.TEST, metric, arm)[0]);
      return ofLoss(mean, bootstrap.mean(arm, "log-loss"));
    }
    return bootstrap.mean(arm, metric);
  }

  @Override
  public Interval gap(int arm, String metric) {
    if (metric.equals(Measured.LOSS)) {
      double[] train = measured.values(Part.TRAIN, "log-loss", arm)[0];
      return ofLoss(
          Means.mean(measured.gap(metric, arm)[0]),
          bootstrap.gap(arm, "log-loss", train).negated());
    }
    return bootstrap.gap(arm, metric, measured.values(Part.TRAIN, metric, arm)[0]);
  }

  private Interval ofLoss(double mean, Interval logLoss) {
    return crossEntropy
        ? new Interval(mean, logLoss.low(), logLoss.high())
        : new Interval(mean, Double.NaN, Double.NaN);
  }

  @Override
  public PairedComparison difference(int arm, int baseline, String metric) {
    PairedComparison paired = bootstrap.difference(arm, baseline, metric);
    return deLong && metric.equals("auroc") && Double.isFinite(paired.mean())
        ? paired.also(deLong(arm, baseline))
        : paired;
  }

  /** A second figure for the same question: DeLong's test, which knows patients but no seeds. */
  private String deLong(int arm, int baseline) {
    PairedComparison second =
        DeLong.of(labels, average(arm, baseline), average(baseline, arm)).difference();
    return String.format(
        Locale.ROOT,
        "DeLong on probabilities averaged over seeds: %.4f [%.4f, %.4f], p = %.3g",
        second.mean(),
        second.low(),
        second.high(),
        second.p());
  }

  /** Over the seeds that completed in both: the average of more seeds would be the better one. */
  private double[] average(int arm, int other) {
    return DeLong.seedAverage(
        IntStream.range(0, scores[arm].length)
            .filter(seed -> scores[other][seed].length > 0)
            .mapToObj(seed -> scores[arm][seed])
            .toArray(double[][][]::new));
  }
}
