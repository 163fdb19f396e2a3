package io.ridgeline.metric;

/**
 * The mean of −ln p of the true class, in nats; p is held above 2⁻⁵², so that one confident error
 * costs 36 and not infinity. Undefined without examples.
 */
public record LogLoss() implements ClassificationMetric {
  private static final double LEAST = 0x1p-52;

  @Override
  public String name() {
    return "log-loss";
  }

  @Override
  public String label() {
    return "Log loss";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double highest() {
    return -Math.log(LEAST);
  }

  @Override
  public double of(Scores scores, int[] counts) {
    double sum = 0;
    long total = 0;
    for (int i = 0; i < scores.size(); i++) {
      if (counts[i] > 0) {
        sum -= counts[i] * Math.log(Math.max(scores.probability(i, scores.label(i)), LEAST));
        total += counts[i];
      }
    }
    return scores.finite() ? sum / total : Double.NaN;
  }
}
