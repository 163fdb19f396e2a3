package io.ridgeline.study;

import io.ridgeline.data.Split;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.statistics.CorrectedResampledT;
import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.trial.Part;
import java.util.List;
import java.util.Optional;

/**
 * Several splits of one cohort: the corrected resampled t-test over splits, seeds averaged first.
 *
 * <p>Its n_test/n_train counts the validation part as training, because stopping and choosing learn
 * from it: 1/(K − 1) for K folds.
 */
final class ManySplits implements Design {
  private final Measured measured;
  private final double testToTrain;

  ManySplits(Measured measured, List<Split> splits) {
    this.measured = measured;
    this.testToTrain = testToTrain(splits);
  }

  static double testToTrain(List<Split> splits) {
    return splits.stream()
        .mapToDouble(s -> (double) s.test().length / (s.train().length + s.validation().length))
        .average()
        .orElseThrow();
  }

  @Override
  public Interval mean(int arm, String metric) {
    Interval interval = interval(measured.values(Part.TEST, metric, arm));
    if (metric.equals(Measured.LOSS)) {
      return interval.within(0, Double.POSITIVE_INFINITY);
    }
    Metric m = Metrics.named(metric);
    return interval.within(m.lowest(), m.highest());
  }

  @Override
  public Interval gap(int arm, String metric) {
    return interval(measured.gap(metric, arm));
  }

  @Override
  public PairedComparison gapDifference(int arm, int baseline, String metric) {
    return PairedComparison.overSplits(
        measured.gap(metric, arm), measured.gap(metric, baseline), testToTrain);
  }

  @Override
  public PairedComparison difference(int arm, int baseline, String metric) {
    return PairedComparison.overSplits(
        measured.values(Part.TEST, metric, arm),
        measured.values(Part.TEST, metric, baseline),
        testToTrain);
  }

  @Override
  public Optional<CorrelatedT> posterior(int arm, int baseline, String metric) {
    Metric m = Metrics.named(metric);
    CorrectedResampledT differences =
        CorrectedResampledT.ofDifferences(
            measured.values(Part.TEST, metric, arm),
            measured.values(Part.TEST, metric, baseline),
            testToTrain);
    return Optional.of(CorrelatedT.of(differences, m.negligible(), m.higherIsBetter()));
  }

  private Interval interval(double[][] values) {
    return CorrectedResampledT.of(Means.defined(Means.ofRows(values)), testToTrain).interval();
  }
}
