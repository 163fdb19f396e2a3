package io.ridgeline.linear;

import java.util.Arrays;

/**
 * A linear model on the original scale of its features.
 *
 * @param intercept one an output: one for numbers and two classes, else one a class
 * @param slopes by output, then by feature
 */
public record Coefficients(double[] intercept, double[][] slopes) {
  /** The linear predictors {@code [output][row]} of columns by feature, then by row. */
  public double[][] predictors(double[][] columns, int rows) {
    double[][] eta = new double[intercept.length][rows];
    for (int k = 0; k < eta.length; k++) {
      Arrays.fill(eta[k], intercept[k]);
      for (int j = 0; j < columns.length; j++) {
        if (slopes[k][j] != 0) {
          Vectors.add(slopes[k][j], columns[j], eta[k]);
        }
      }
    }
    return eta;
  }

  /** Whether a feature acts on any output. */
  public boolean uses(int feature) {
    for (double[] output : slopes) {
      if (output[feature] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The number of features that act on some output. */
  public int used() {
    int used = 0;
    for (int j = 0; j < slopes[0].length; j++) {
      used += uses(j) ? 1 : 0;
    }
    return used;
  }

  /** share·this + (1 − share)·other, coefficient by coefficient. */
  Coefficients mixed(double share, Coefficients other) {
    double[] mixedIntercept = new double[intercept.length];
    double[][] mixed = new double[slopes.length][slopes[0].length];
    for (int k = 0; k < mixed.length; k++) {
      mixedIntercept[k] = share * intercept[k] + (1 - share) * other.intercept[k];
      for (int j = 0; j < mixed[k].length; j++) {
        mixed[k][j] = share * slopes[k][j] + (1 - share) * other.slopes[k][j];
      }
    }
    return new Coefficients(mixedIntercept, mixed);
  }
}
