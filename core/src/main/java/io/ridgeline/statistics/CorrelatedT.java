package io.ridgeline.statistics;

/**
 * The Bayesian correlated t-test of a mean difference over J splits of one data set: how probable
 * is it that the arm is worse, practically equal, better? (Benavoli et al. 2017, JMLR 18(77).)
 *
 * <p>The posterior of the mean difference is a t distribution with J − 1 degrees of freedom around
 * d̄, of scale √((1/J + ρ/(1 − ρ))·s²) with ρ = n_test/n. As ρ/(1 − ρ) = n_test/n_train, that scale
 * is the standard error of {@link CorrectedResampledT}. NaN where fewer than two splits, or splits
 * that all differ by the same, leave no scale; values that never differ are equal for sure.
 *
 * @param worse the probability that the arm is worse by more than a negligible difference
 * @param equal the probability that the difference is negligible
 * @param better the probability that the arm is better by more than that
 */
public record CorrelatedT(double worse, double equal, double better) {
  /**
   * The probabilities that the differences leave.
   *
   * @param differences arm minus baseline over the splits
   * @param rope half the width of the region of practical equivalence
   */
  public static CorrelatedT of(
      CorrectedResampledT differences, double rope, boolean higherIsBetter) {
    double low = below(-rope, differences);
    double high = 1 - below(rope, differences);
    return higherIsBetter
        ? new CorrelatedT(low, 1 - low - high, high)
        : new CorrelatedT(high, 1 - low - high, low);
  }

  private static double below(double value, CorrectedResampledT t) {
    if (t.standardError() <= 1e-12 * Math.abs(t.mean())) {
      return t.mean() != 0 ? Double.NaN : value > 0 ? 1 : 0;
    }
    return StudentT.cumulative((value - t.mean()) / t.standardError(), t.degreesOfFreedom());
  }
}
