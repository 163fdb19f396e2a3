package io.ridgeline.metric;

/**
 * The expected calibration error: the mean distance between what was predicted and what happened, Σ
 * nᵦ/n · |observedᵦ − predictedᵦ|, over bins of equal mass (Nixon et al. 2019, CVPR workshops).
 *
 * <p>What is predicted is said in {@link Reliability}. It is biased upwards on few examples.
 * Undefined without examples.
 *
 * @param bins the number of bins
 */
public record Ece(int bins) implements ClassificationMetric {
  @Override
  public String name() {
    return "ece";
  }

  @Override
  public String label() {
    return "Expected calibration error";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Scores scores, int[] counts) {
    double sum = 0;
    long total = 0;
    for (Reliability.Bin bin : Reliability.of(scores, counts, bins).bins()) {
      sum += bin.count() * Math.abs(bin.observed() - bin.predicted());
      total += bin.count();
    }
    return scores.finite() ? sum / total : Double.NaN;
  }
}
