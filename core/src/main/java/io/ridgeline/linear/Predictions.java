package io.ridgeline.linear;

/** What linear predictors say of rows. */
final class Predictions {
  private Predictions() {}

  /** Probabilities {@code [row][class]} from {@code eta[output][row]}. */
  static double[][] probabilities(Family family, double[][] eta) {
    double[][] probabilities = new double[eta[0].length][];
    for (int i = 0; i < probabilities.length; i++) {
      if (family == Family.LOGISTIC) {
        double p = LogisticLoss.probability(eta[0][i]);
        probabilities[i] = new double[] {1 - p, p};
      } else {
        probabilities[i] = SoftmaxLoss.probabilities(eta, i);
      }
    }
    return probabilities;
  }
}
