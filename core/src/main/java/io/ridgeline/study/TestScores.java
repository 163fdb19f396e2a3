package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.statistics.DeLong;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The probabilities that classifiers gave to the test images; DeLong is the second test. */
final class TestScores implements TestSet {
  private final PairedBootstrap bootstrap;
  private final boolean crossEntropy;
  private final int[] labels;
  private final double[][][][] scores;
  private final boolean deLong;

  TestScores(Measured measured, StudySpec spec, Cohort cohort, int[] test) {
    int classes = cohort.classes().size();
    this.crossEntropy =
        spec.training().loss().equals("cross-entropy")
            || (classes == 2 && spec.training().loss().equals("binary-cross-entropy"));
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
        new PairedBootstrap(labels, groups, scores, measured.metrics(), DRAWS, spec.seed());
  }

  /** One row of probabilities a test example, in the split's order; empty without a record. */
  private static double[][] scores(@Nullable TrialRecord record, int[] test) {
    if (record == null || !record.completed()) {
      return new double[0][];
    }
    if (!(record.predictions().get(Part.TEST) instanceof Predictions predictions)) {
      throw new IllegalStateException("no predictions of trial " + record.spec().key());
    }
    Map<Integer, double[]> rows = new HashMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      rows.put(predictions.examples()[i], predictions.probabilities()[i]);
    }
    return Arrays.stream(test)
        .mapToObj(i -> Objects.requireNonNull(rows.get(i), () -> "no prediction of example " + i))
        .toArray(double[][]::new);
  }

  @Override
  public PairedBootstrap bootstrap() {
    return bootstrap;
  }

  @Override
  public Optional<String> loss() {
    return crossEntropy ? Optional.of("log-loss") : Optional.empty();
  }

  @Override
  public Optional<String> second(int arm, int baseline, String metric) {
    if (!deLong || !metric.equals("auroc")) {
      return Optional.empty();
    }
    PairedComparison second =
        DeLong.of(labels, average(arm, baseline), average(baseline, arm)).difference();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "DeLong on probabilities averaged over seeds: %.4f [%.4f, %.4f], p = %.3g",
            second.mean(),
            second.low(),
            second.high(),
            second.p()));
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
