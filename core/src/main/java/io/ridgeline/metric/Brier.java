package io.ridgeline.metric;

/**
 * The mean squared distance of the probabilities from what happened (Brier 1950, Mon. Weather Rev.
 * 78).
 *
 * <p>For two classes (p₁ − y)², 0 to 1, as screening papers report it; for more, summed over
 * classes, Σ (pₖ − yₖ)², 0 to 2. Undefined without examples.
 */
public record Brier() implements ClassificationMetric {
  @Override
  public String name() {
    return "brier";
  }

  @Override
  public String label() {
    return "Brier score";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double highest() {
    return 2;
  }

  @Override
  public double of(Scores scores, int[] counts) {
    double sum = 0;
    long total = 0;
    for (int i = 0; i < scores.size(); i++) {
      sum += counts[i] * distance(scores, i);
      total += counts[i];
    }
    return scores.finite() ? sum / total : Double.NaN;
  }

  private static double distance(Scores scores, int i) {
    double sum = 0;
    for (int k = scores.classes() == 2 ? 1 : 0; k < scores.classes(); k++) {
      double d = scores.probability(i, k) - (scores.label(i) == k ? 1 : 0);
      sum += d * d;
    }
    return sum;
  }
}
