package io.ridgeline.metric;

/**
 * A number that says how good a classifier's predictions are.
 *
 * <p>An undefined value (a class is absent, a probability is not finite) is NaN, never 0.
 */
public sealed interface ClassificationMetric extends Metric
    permits Auroc,
        Auprc,
        Accuracy,
        BalancedAccuracy,
        F1,
        Mcc,
        SensitivityAtSpecificity,
        SpecificityAtSensitivity,
        Brier,
        LogLoss,
        Ece,
        CalibrationSlope,
        CalibrationIntercept {
  /**
   * Its value on a resample.
   *
   * @param counts how often each example is in the resample; not negative
   */
  double of(Scores scores, int[] counts);

  /** Its value on {@code probabilities[example][class]} of examples with these true classes. */
  default double of(int[] labels, double[][] probabilities) {
    Scores scores = new Scores(labels, probabilities);
    return of(scores, scores.once());
  }
}
