package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.trial.Part;
import java.util.Arrays;
import java.util.Optional;

/**
 * One official or hold-out split: other patients and other seeds are allowed for by {@link
 * PairedBootstrap}.
 *
 * <p>A cross-entropy is the mean log loss of the same predictions, so its interval is that of the
 * log loss; another data loss has none, because what one patient adds to it is not recorded.
 */
final class OneSplit implements Design {
  private final Measured measured;
  private final TestSet test;
  private final PairedBootstrap bootstrap;

  OneSplit(Measured measured, StudySpec spec, Cohort cohort, Split split) {
    this.measured = measured;
    this.test =
        switch (spec.task()) {
          case CLASSIFICATION -> new TestScores(measured, spec, cohort, split.test());
          case SEGMENTATION -> new TestCases(measured, spec, cohort, split.test());
          case DETECTION -> new TestDetections(measured, spec, cohort, split.test());
        };
    this.bootstrap = test.bootstrap();
  }

  @Override
  public Interval mean(int arm, String metric) {
    if (metric.equals(Measured.LOSS)) {
      double mean = Means.mean(measured.values(Part.TEST, metric, arm)[0]);
      return ofLoss(mean, test.loss().map(name -> bootstrap.mean(arm, name)));
    }
    return bootstrap.mean(arm, metric);
  }

  @Override
  public Interval gap(int arm, String metric) {
    if (metric.equals(Measured.LOSS)) {
      return ofLoss(
          Means.mean(measured.gap(metric, arm)[0]),
          test.loss().map(name -> ofTest(arm, name).negated()));
    }
    return ofTest(arm, metric);
  }

  private Interval ofTest(int arm, String metric) {
    return bootstrap.gap(arm, metric, measured.values(Part.TRAIN, metric, arm)[0]);
  }

  private static Interval ofLoss(double mean, Optional<Interval> same) {
    return same.map(i -> new Interval(mean, i.low(), i.high()))
        .orElse(new Interval(mean, Double.NaN, Double.NaN));
  }

  @Override
  public PairedComparison gapDifference(int arm, int baseline, String metric) {
    double[] ours = measured.values(Part.TRAIN, metric, arm)[0];
    double[] theirs = measured.values(Part.TRAIN, metric, baseline)[0];
    double[] train = new double[ours.length];
    Arrays.setAll(train, seed -> ours[seed] - theirs[seed]);
    return bootstrap.gapDifference(arm, baseline, metric, train);
  }

  @Override
  public PairedComparison difference(int arm, int baseline, String metric) {
    PairedComparison paired = bootstrap.difference(arm, baseline, metric);
    return Double.isFinite(paired.mean())
        ? test.second(arm, baseline, metric).map(paired::also).orElse(paired)
        : paired;
  }

  @Override
  public Optional<CorrelatedT> posterior(int arm, int baseline, String metric) {
    return Optional.empty();
  }
}
