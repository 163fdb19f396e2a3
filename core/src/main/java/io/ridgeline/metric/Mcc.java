package io.ridgeline.metric;

/**
 * Matthews' correlation between true and predicted class, for any number of classes (Gorodkin 2004,
 * Comput. Biol. Chem. 28): (c·s − Σ pₖtₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)), with c of s examples
 * correct, tₖ of class k and pₖ given class k.
 *
 * <p>Undefined if only one class is present. A classifier that says one class of everything scores
 * 0, as chance does.
 */
public record Mcc() implements ClassificationMetric {
  @Override
  public String name() {
    return "mcc";
  }

  @Override
  public String label() {
    return "Matthews correlation";
  }

  @Override
  public double lowest() {
    return -1;
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return scores.finite() ? of(ConfusionMatrix.of(scores, counts)) : Double.NaN;
  }

  /** The correlation that a matrix shows. */
  public static double of(ConfusionMatrix matrix) {
    double total = matrix.total();
    double both = 0;
    double actual = 0;
    double predicted = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      double t = matrix.actual(k);
      double p = matrix.predicted(k);
      both += t * p;
      actual += t * t;
      predicted += p * p;
    }
    double spreadActual = total * total - actual;
    double spreadPredicted = total * total - predicted;
    if (spreadActual == 0) {
      return Double.NaN;
    }
    return spreadPredicted == 0
        ? 0
        : (matrix.correct() * total - both) / Math.sqrt(spreadPredicted * spreadActual);
  }
}
