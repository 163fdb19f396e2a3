package io.ridgeline.linear;

/**
 * How a model is fitted and its λ chosen.
 *
 * @param penalty on the slopes
 * @param balance whether classes weigh the same in sum
 * @param relaxed whether mixtures with the refit without penalty are chosen among, too
 * @param indicators whether columns say where values were missing
 * @param folds of the cross-validation; at least 2
 * @param criterion what λ is chosen by
 */
public record Recipe(
    Penalty penalty,
    boolean balance,
    boolean relaxed,
    boolean indicators,
    int folds,
    Criterion criterion) {
  /** The shares γ of the penalized fit that are chosen among. */
  double[] gammas() {
    return relaxed ? new double[] {0, 0.25, 0.5, 0.75, 1} : new double[] {1};
  }
}
