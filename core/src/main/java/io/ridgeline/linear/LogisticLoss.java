package io.ridgeline.linear;

/**
 * ln(1 + e^η) − y·η.
 *
 * @param y 0 or 1, one a row
 * @param weights aᵢ, of sum 1
 */
record LogisticLoss(double[] y, double[] weights) implements Loss {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[][] eta) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double e = eta[0][i];
      sum += weights[i] * (Math.max(e, 0) + Math.log1p(Math.exp(-Math.abs(e))) - y[i] * e);
    }
    return sum;
  }

  @Override
  public void force(double[][] eta, double[][] force) {
    for (int i = 0; i < y.length; i++) {
      force[0][i] = weights[i] * (y[i] - probability(eta[0][i]));
    }
  }

  @Override
  public void curvature(double[][] eta, int k, int l, double[] curvature) {
    for (int i = 0; i < y.length; i++) {
      double p = probability(eta[0][i]);
      curvature[i] = weights[i] * p * (1 - p);
    }
  }

  @Override
  public double[] intercepts() {
    double p = Vectors.dot(weights, y);
    return new double[] {Math.log(p / (1 - p))};
  }

  /** 1 / (1 + e^−η). */
  static double probability(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }
}
