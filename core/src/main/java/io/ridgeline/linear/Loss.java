package io.ridgeline.linear;

/**
 * The mean loss Σᵢ aᵢ ℓ(yᵢ, ηᵢ) of linear predictors {@code eta[output][row]}, and its derivatives;
 * the weights aᵢ sum to 1. Twice the loss is the deviance.
 */
sealed interface Loss permits SquaredError, LogisticLoss, SoftmaxLoss {
  /** The number of linear predictors a row. */
  int outputs();

  /** The loss. */
  double value(double[][] eta);

  /** Writes −aᵢ ∂ℓ/∂ηᵢ into {@code force[output][row]}. */
  void force(double[][] eta, double[][] force);

  /** Writes aᵢ ∂²ℓ/∂ηᵢₖ∂ηᵢₗ of two outputs into {@code curvature[row]}. */
  void curvature(double[][] eta, int k, int l, double[] curvature);

  /** The linear predictors, one an output, that are best without features. */
  double[] intercepts();
}
