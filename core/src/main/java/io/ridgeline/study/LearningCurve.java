package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.statistics.CorrectedResampledT;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.statistics.PowerLaw;
import io.ridgeline.statistics.TInterval;
import io.ridgeline.study.LearningCurveResults.ArmCurve;
import io.ridgeline.study.LearningCurveResults.Point;
import io.ridgeline.study.LearningCurveResults.Trend;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the records of trials on shares of the training part to learning curves. */
public final class LearningCurve {
  private final StudySpec spec;
  private final Metric metric;
  private final int baseline;
  private final List<Stage> stages = new ArrayList<>();

  /** The trials with one share of the training part. */
  private record Stage(double share, List<Split> splits, Measured measured, Design design) {
    double images() {
      return splits.stream().mapToInt(s -> s.train().length).average().orElseThrow();
    }
  }

  private LearningCurve(
      StudySpec spec, Cohort cohort, List<List<Split>> bySplit, List<TrialRecord> records) {
    this.spec = spec;
    this.metric = Metrics.named(spec.metric());
    this.baseline = spec.arms().stream().map(Arm::name).toList().indexOf(spec.baseline());
    for (int s = 0; s <= spec.learningCurve().size(); s++) {
      int stage = s;
      List<Split> splits = bySplit.stream().map(split -> split.get(stage)).toList();
      Set<String> names = splits.stream().map(Split::name).collect(Collectors.toSet());
      StudyData data =
          new StudyData(
              spec,
              cohort,
              splits,
              records.stream().filter(r -> names.contains(r.spec().split())).toList());
      Measured measured = data.measured(List.of(metric.name()));
      Design design = data.design(measured);
      double share = s < spec.learningCurve().size() ? spec.learningCurve().get(s) : 1;
      stages.add(new Stage(share, splits, measured, design));
    }
  }

  /**
   * The learning curves of a study.
   *
   * @param bySplit for each split those with shares of its training part, rising, itself last
   * @param records of the trials that ended, in any order
   * @return null if the study asks for none
   */
  public static @Nullable LearningCurveResults of(
      StudySpec spec, Cohort cohort, List<List<Split>> bySplit, List<TrialRecord> records) {
    return spec.learningCurve().isEmpty()
        ? null
        : new LearningCurve(spec, cohort, bySplit, records).results();
  }

  private LearningCurveResults results() {
    List<ArmCurve> arms = new ArrayList<>();
    for (int arm = 0; arm < spec.arms().size(); arm++) {
      List<Point> points = new ArrayList<>();
      for (Stage stage : stages) {
        points.add(point(stage, arm));
      }
      arms.add(new ArmCurve(spec.arms().get(arm).name(), points, law(points), trend(arm)));
    }
    return new LearningCurveResults(arms);
  }

  private Point point(Stage stage, int arm) {
    Interval mean = stage.design().mean(arm, metric.name());
    Interval difference = new Interval(Double.NaN, Double.NaN, Double.NaN);
    if (arm != baseline) {
      PairedComparison paired = stage.design().difference(arm, baseline, metric.name());
      difference = new Interval(paired.mean(), paired.low(), paired.high());
    }
    return new Point(
        stage.share(),
        stage.images(),
        mean.mean(),
        mean.low(),
        mean.high(),
        difference.mean(),
        difference.low(),
        difference.high());
  }

  /** The law of the distance to the best value that the metric can have. */
  private @Nullable PowerLaw law(List<Point> points) {
    double best = metric.higherIsBetter() ? metric.highest() : metric.lowest();
    if (!Double.isFinite(best)) {
      return null;
    }
    return PowerLaw.fit(
            points.stream().mapToDouble(Point::images).toArray(),
            points.stream().mapToDouble(p -> Math.abs(best - p.mean())).toArray())
        .orElse(null);
  }

  /** Slopes over splits, or over the seeds of the one split. */
  private @Nullable Trend trend(int arm) {
    if (arm == baseline) {
      return null;
    }
    double[] log = stages.stream().mapToDouble(s -> Math.log(s.images()) / Math.log(2)).toArray();
    int splits = stages.get(0).splits().size();
    if (splits == 1) {
      double[] slopes = new double[spec.seeds()];
      Arrays.setAll(
          slopes,
          seed -> slope(log, stages.stream().mapToDouble(s -> at(s, arm, 0, seed)).toArray()));
      double[] defined = Means.defined(slopes);
      return trend(
          TInterval.of(defined), defined.length + " seeds; other patients are not allowed for");
    }
    double[] slopes = new double[splits];
    Arrays.setAll(
        slopes,
        split ->
            slope(
                log,
                stages.stream()
                    .mapToDouble(s -> Means.mean(differences(s, arm, split)))
                    .toArray()));
    double[] defined = Means.defined(slopes);
    List<Split> whole = stages.get(stages.size() - 1).splits();
    Interval interval = CorrectedResampledT.of(defined, ManySplits.testToTrain(whole)).interval();
    return trend(interval, defined.length + " splits");
  }

  private static @Nullable Trend trend(Interval interval, String over) {
    return Double.isNaN(interval.mean())
        ? null
        : new Trend(interval.mean(), interval.low(), interval.high(), over);
  }

  private double[] differences(Stage stage, int arm, int split) {
    double[] differences = new double[spec.seeds()];
    Arrays.setAll(differences, seed -> at(stage, arm, split, seed));
    return differences;
  }

  private double at(Stage stage, int arm, int split, int seed) {
    return stage.measured().values(Part.TEST, metric.name(), arm)[split][seed]
        - stage.measured().values(Part.TEST, metric.name(), baseline)[split][seed];
  }

  /** The least-squares slope; NaN if a value is. */
  private static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * y[i];
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    return xy / xx;
  }
}
