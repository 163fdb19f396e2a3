package io.ridgeline.metric;

/**
 * The area under the precision-recall curve as average precision, Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over falling
 * thresholds, without interpolation, as scikit-learn computes it.
 *
 * <p>For more than two classes, the unweighted mean of every class against the rest. Undefined
 * unless every class is present.
 */
public record Auprc() implements ClassificationMetric {
  @Override
  public String name() {
    return "auprc";
  }

  @Override
  public String label() {
    return "AUPRC";
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return RocCurve.mean(scores, counts, Auprc::averagePrecision);
  }

  /** The average precision of one curve; NaN if a class is absent. */
  public static double averagePrecision(RocCurve curve) {
    if (curve.negatives() == 0) {
      return Double.NaN;
    }
    long[] tp = curve.truePositives();
    double sum = 0;
    for (int i = 1; i < tp.length; i++) {
      sum += (tp[i] - tp[i - 1]) * ((double) tp[i] / (tp[i] + curve.falsePositives()[i]));
    }
    return sum / curve.positives();
  }
}
