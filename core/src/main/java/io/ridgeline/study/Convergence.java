package io.ridgeline.study;

import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many epochs an arm needs until it is as good on validation as the baseline ever was.
 *
 * <p>Trials are paired by split and seed: the level is the validation metric of the baseline
 * trial's best epoch. A trial that never gets there counts as never, one that diverged too; a trial
 * that failed, or whose baseline trial did not complete, is no pair.
 *
 * @param pairs pairs of trials
 * @param reached pairs in which the arm gets there
 * @param medianEpochs the median over pairs, in which never is more than any number of epochs; NaN
 *     where the median is never, or there is no pair
 * @param epochs one value a pair, by split, then seed; NaN for never
 */
public record Convergence(int pairs, int reached, double medianEpochs, List<Double> epochs) {
  static Convergence of(Measured measured, int arm, int baseline, boolean higherIsBetter) {
    List<Double> epochs = new ArrayList<>();
    for (int split = 0; split < measured.splits(); split++) {
      for (int seed = 0; seed < measured.seeds(); seed++) {
        TrialRecord ours = measured.record(arm, split, seed);
        TrialRecord theirs = measured.record(baseline, split, seed);
        if (ours != null && theirs != null && paired(ours, theirs)) {
          OptionalInt epoch = epoch(ours, level(theirs, higherIsBetter), higherIsBetter);
          epochs.add(epoch.isPresent() ? epoch.getAsInt() : Double.NaN);
        }
      }
    }
    int reached = (int) epochs.stream().filter(e -> !Double.isNaN(e)).count();
    return new Convergence(epochs.size(), reached, median(epochs), List.copyOf(epochs));
  }

  /** Whether two trials of one split and seed, of an arm and of the baseline, are compared. */
  public static boolean paired(TrialRecord trial, TrialRecord baseline) {
    return baseline.completed()
        && !(trial.outcome() instanceof TrialOutcome.Failed)
        && baseline.epochs().stream().anyMatch(e -> !Double.isNaN(e.validationMetric()));
  }

  /** The validation metric of a trial's best epoch; NaN where it was never defined. */
  public static double level(TrialRecord baseline, boolean higherIsBetter) {
    double sign = higherIsBetter ? 1 : -1;
    return sign
        * baseline.epochs().stream()
            .mapToDouble(e -> sign * e.validationMetric())
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(Double.NaN);
  }

  /** The first epoch, from 1, that is at least as good as a level; empty if none is. */
  public static OptionalInt epoch(TrialRecord trial, double level, boolean higherIsBetter) {
    return trial.completed()
        ? trial.epochs().stream()
            .filter(
                e -> higherIsBetter ? e.validationMetric() >= level : e.validationMetric() <= level)
            .mapToInt(EpochRecord::epoch)
            .findFirst()
        : OptionalInt.empty();
  }

  /**
   * The median of values of which NaN stands for never.
   *
   * @return NaN if that is never, or there is no value
   */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
