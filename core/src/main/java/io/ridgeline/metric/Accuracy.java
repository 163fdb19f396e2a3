package io.ridgeline.metric;

/** The share of examples given their own class. Undefined without examples. */
public record Accuracy() implements ClassificationMetric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String label() {
    return "Accuracy";
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return scores.finite() ? of(ConfusionMatrix.of(scores, counts)) : Double.NaN;
  }

  /** The accuracy that a matrix shows. */
  public static double of(ConfusionMatrix matrix) {
    return (double) matrix.correct() / matrix.total();
  }
}
