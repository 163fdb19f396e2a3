package io.ridgeline.report;

import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.TrialRecord;
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

  /** The mean divided by the baseline's; NaN if either is missing or the baseline's is zero. */
  static double relative(
      Context context, ArmResult arm, ToDoubleFunction<TrialRecord.Timing> quantity) {
    double one = context.baseline().map(b -> mean(context, b, quantity)).orElse(Double.NaN);
    return one > 0 ? mean(context, arm, quantity) / one : Double.NaN;
  }
}
