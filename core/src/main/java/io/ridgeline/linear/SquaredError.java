package io.ridgeline.linear;

/**
 * ½(y − η)².
 *
 * @param y one value a row
 * @param weights aᵢ, of sum 1
 */
record SquaredError(double[] y, double[] weights) implements Loss {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[][] eta) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double d = y[i] - eta[0][i];
      sum += weights[i] * d * d;
    }
    return sum / 2;
  }

  @Override
  public void force(double[][] eta, double[][] force) {
    for (int i = 0; i < y.length; i++) {
      force[0][i] = weights[i] * (y[i] - eta[0][i]);
    }
  }

  @Override
  public void curvature(double[][] eta, int k, int l, double[] curvature) {
    System.arraycopy(weights, 0, curvature, 0, y.length);
  }

  @Override
  public double[] intercepts() {
    return new double[] {Vectors.dot(weights, y)};
  }
}
