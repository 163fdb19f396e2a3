package io.ridgeline.metric;

import java.util.Locale;

/**
 * The highest specificity that finds at least the given share of the class, read off the empirical
 * ROC curve: only thresholds at observed scores, nothing interpolated.
 *
 * <p>The threshold is chosen on the same examples, so it is the operating point the scores allow,
 * not the one a fixed threshold will meet. For more than two classes, the unweighted mean of every
 * class against the rest. Undefined unless every class is present.
 *
 * @param sensitivity the least sensitivity, in (0, 1]
 */
public record SpecificityAtSensitivity(double sensitivity) implements ClassificationMetric {
  @Override
  public String name() {
    return String.format(Locale.ROOT, "specificity-at-%.0f-sensitivity", 100 * sensitivity);
  }

  @Override
  public String label() {
    return String.format(Locale.ROOT, "Specificity at %.0f %% sensitivity", 100 * sensitivity);
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return RocCurve.mean(scores, counts, this::read);
  }

  private double read(RocCurve curve) {
    if (curve.positives() == 0 || curve.negatives() == 0) {
      return Double.NaN;
    }
    int i = 0;
    // 9 of 10 must count as 0.9 whatever the rounding.
    while (curve.sensitivity(i) < sensitivity - 1e-12) {
      i++;
    }
    return curve.specificity(i);
  }
}
