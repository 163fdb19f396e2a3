package io.ridgeline.metric;

/**
 * The unweighted mean over classes of the share of each that was found. Undefined unless every
 * class is present.
 */
public record BalancedAccuracy() implements ClassificationMetric {
  @Override
  public String name() {
    return "balanced-accuracy";
  }

  @Override
  public String label() {
    return "Balanced accuracy";
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return scores.finite() ? of(ConfusionMatrix.of(scores, counts)) : Double.NaN;
  }

  /** The balanced accuracy that a matrix shows. */
  public static double of(ConfusionMatrix matrix) {
    double sum = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      sum += (double) matrix.hits(k) / matrix.actual(k);
    }
    return sum / matrix.classes();
  }
}
