package io.ridgeline.linear;

/**
 * ln Σₖ e^ηₖ − η of the true class.
 *
 * @param labels one class a row, from 0
 * @param classes their number
 * @param weights aᵢ, of sum 1
 */
record SoftmaxLoss(int[] labels, int classes, double[] weights) implements Loss {
  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public double value(double[][] eta) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double highest = highest(eta, i);
      double total = 0;
      for (double[] e : eta) {
        total += Math.exp(e[i] - highest);
      }
      sum += weights[i] * (Math.log(total) + highest - eta[labels[i]][i]);
    }
    return sum;
  }

  @Override
  public void force(double[][] eta, double[][] force) {
    for (int i = 0; i < labels.length; i++) {
      double[] p = probabilities(eta, i);
      for (int k = 0; k < classes; k++) {
        force[k][i] = weights[i] * ((labels[i] == k ? 1 : 0) - p[k]);
      }
    }
  }

  @Override
  public void curvature(double[][] eta, int k, int l, double[] curvature) {
    for (int i = 0; i < labels.length; i++) {
      double[] p = probabilities(eta, i);
      curvature[i] = weights[i] * p[k] * ((k == l ? 1 : 0) - p[l]);
    }
  }

  /** Of mean 0: adding a number to all of them changes no probability. */
  @Override
  public double[] intercepts() {
    double[] share = new double[classes];
    for (int i = 0; i < labels.length; i++) {
      share[labels[i]] += weights[i];
    }
    double mean = 0;
    for (int k = 0; k < classes; k++) {
      share[k] = Math.log(share[k]);
      mean += share[k] / classes;
    }
    for (int k = 0; k < classes; k++) {
      share[k] -= mean;
    }
    return share;
  }

  /** The softmax of one row. */
  static double[] probabilities(double[][] eta, int row) {
    double highest = highest(eta, row);
    double[] p = new double[eta.length];
    double total = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(eta[k][row] - highest);
      total += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
    return p;
  }

  private static double highest(double[][] eta, int row) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double[] e : eta) {
      highest = Math.max(highest, e[row]);
    }
    return highest;
  }
}
