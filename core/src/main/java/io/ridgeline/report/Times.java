package io.ridgeline.report;

import io.ridgeline.study.Convergence;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** Wall times of an arm's completed trials; no part of what the statistics compare. */
final class Times {
  private Times() {}

  /** The mean over an arm's completed trials; NaN if there is none. */
  static double mean(
      Context context, ArmResult arm, ToDoubleFunction<TrialRecord.Timing> quantity) {
    return context.completed(arm).stream()
        .mapToDouble(t -> quantity.applyAsDouble(t.timing()))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The median time until an arm is as good on validation as the baseline's best epoch, at each
   * trial's mean pace; NaN where that is never, or there is no pair of trials.
   */
  static double untilLevel(Context context, ArmResult arm) {
    boolean higher = Context.higherIsBetter(context.results().metric());
    List<Double> seconds = new ArrayList<>();
    for (TrialRecord ours : context.trials(arm)) {
      context.baseline().stream()
          .flatMap(b -> context.trials(b).stream())
          .filter(t -> t.spec().split().equals(ours.spec().split()))
          .filter(t -> t.spec().seed() == ours.spec().seed())
          .filter(theirs -> Convergence.paired(ours, theirs))
          .mapToDouble(theirs -> untilLevel(ours, Convergence.level(theirs, higher), higher))
          .forEach(seconds::add);
    }
    return Convergence.median(seconds);
  }

  private static double untilLevel(TrialRecord trial, double level, boolean higherIsBetter) {
    OptionalInt epoch = Convergence.epoch(trial, level, higherIsBetter);
    return epoch.isPresent()
        ? trial.timing().seconds() * epoch.getAsInt() / trial.epochs().size()
        : Double.NaN;
  }

  /** The mean divided by the baseline's; NaN if either is missing or the baseline's is zero. */
  static double relative(
      Context context, ArmResult arm, ToDoubleFunction<TrialRecord.Timing> quantity) {
    double one = context.baseline().map(b -> mean(context, b, quantity)).orElse(Double.NaN);
    return one > 0 ? mean(context, arm, quantity) / one : Double.NaN;
  }
}
