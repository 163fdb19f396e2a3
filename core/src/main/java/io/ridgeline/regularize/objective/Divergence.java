package io.ridgeline.regularize.objective;

import io.ridgeline.engine.Tensor;

/** The Kullback–Leibler divergence. */
final class Divergence {
  private Divergence() {}

  /**
   * KL(p ‖ q) = Σ_k p_k (log p_k − log q_k), in nats, mean over the images of the batch or all
   * their pixels.
   *
   * @param logP log-probabilities {@code [N, K, ...]}
   * @param logQ log-probabilities {@code [N, K, ...]}
   */
  static Tensor of(Tensor logP, Tensor logQ) {
    return logP.exp().times(logP.minus(logQ)).sum(1).mean();
  }
}
