package io.ridgeline.metric;

/**
 * The harmonic mean of precision and recall, 2TP / (2TP + FP + FN), of class 1; for more than two
 * classes the unweighted mean over classes (macro).
 *
 * <p>Undefined if a class it is computed for is absent. A classifier that never says a class that
 * is present scores 0 on it.
 */
public record F1() implements ClassificationMetric {
  @Override
  public String name() {
    return "f1";
  }

  @Override
  public String label() {
    return "F1";
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return scores.finite() ? of(ConfusionMatrix.of(scores, counts)) : Double.NaN;
  }

  /** The F1 that a matrix shows. */
  public static double of(ConfusionMatrix matrix) {
    if (matrix.classes() == 2) {
      return of(matrix, 1);
    }
    double sum = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      sum += of(matrix, k);
    }
    return sum / matrix.classes();
  }

  private static double of(ConfusionMatrix matrix, int k) {
    long actual = matrix.actual(k);
    return actual == 0 ? Double.NaN : 2.0 * matrix.hits(k) / (actual + matrix.predicted(k));
  }
}
