package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.metric.CaseValues;
import io.ridgeline.metric.Metrics;
import io.ridgeline.metric.Resampled;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.Wilcoxon;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well each test case was segmented; Wilcoxon's test on patients is the second one. */
final class TestCases implements TestSet {
  private final PairedBootstrap bootstrap;
  private final List<String> metrics;
  private final List<String> groups;

  /** {@code [arm][seed]}, one row a test example in the split's order; null without a record. */
  private final @Nullable CaseValues[][] cases;

  TestCases(Measured measured, StudySpec spec, Cohort cohort, int[] test) {
    metrics = measured.metrics();
    cases = new CaseValues[spec.arms().size()][spec.seeds()];
    for (int arm = 0; arm < cases.length; arm++) {
      for (int seed = 0; seed < spec.seeds(); seed++) {
        TrialRecord record = measured.record(arm, 0, seed);
        if (record != null && record.predictions().get(Part.TEST) instanceof CaseScores scores) {
          cases[arm][seed] = scores.of(test, metrics);
        }
      }
    }
    groups = Arrays.stream(test).mapToObj(i -> cohort.examples().get(i).group()).toList();
    bootstrap =
        new PairedBootstrap(
            Arrays.stream(test).map(cohort::stratum).toArray(),
            groups,
            Arrays.stream(cases)
                .map(seeds -> Arrays.copyOf(seeds, seeds.length, Resampled[].class))
                .toArray(Resampled[][]::new),
            metrics.stream().map(Metrics::named).toList(),
            DRAWS,
            spec.seed());
  }

  @Override
  public PairedBootstrap bootstrap() {
    return bootstrap;
  }

  @Override
  public Optional<String> loss() {
    return Optional.empty();
  }

  @Override
  public Optional<String> second(int arm, int baseline, String metric) {
    Wilcoxon test = Wilcoxon.of(byPatient(arm, baseline, metric), byPatient(baseline, arm, metric));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Wilcoxon's signed-rank test on %d patients' means over seeds: p = %.3g",
            test.pairs(),
            test.p()));
  }

  /** Each patient's mean over the cases and seeds for which both arms have a value. */
  private double[] byPatient(int arm, int other, String metric) {
    int column = metrics.indexOf(metric);
    Map<String, double[]> sums = new LinkedHashMap<>();
    groups.forEach(group -> sums.put(group, new double[2]));
    for (int seed = 0; seed < cases[arm].length; seed++) {
      CaseValues ours = cases[arm][seed];
      CaseValues theirs = cases[other][seed];
      if (ours == null || theirs == null) {
        continue;
      }
      for (int i = 0; i < groups.size(); i++) {
        double value = ours.values()[i][column];
        if (!Double.isNaN(value - theirs.values()[i][column])) {
          double[] sum = Objects.requireNonNull(sums.get(groups.get(i)));
          sum[0] += value;
          sum[1]++;
        }
      }
    }
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
  }
}
