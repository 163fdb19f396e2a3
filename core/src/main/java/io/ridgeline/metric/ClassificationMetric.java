package io.ridgeline.metric;

/**
 * A number that says how good a classifier's predictions are.
 *
 * <p>An undefined value (a class is absent, a probability is not finite) is NaN, never 0.
 */
public sealed interface ClassificationMetric
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
        Ece {
  /** The name in study files and results, such as {@code balanced-accuracy}. */
  String name();

  /** The name in words, for tables and axes. */
  String label();

  /** Whether more is better. */
  default boolean higherIsBetter() {
    return true;
  }

  /** The lowest value it can take. */
  default double lowest() {
    return 0;
  }

  /** The highest value it can take. */
  default double highest() {
    return 1;
  }

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
