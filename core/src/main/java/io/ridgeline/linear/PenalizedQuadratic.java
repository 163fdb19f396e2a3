package io.ridgeline.linear;

import java.util.stream.IntStream;

/**
 * The least value of −gᵀ(b − b⁰) + ½(b − b⁰)ᵀH(b − b⁰) + Σ ridgeₜ bₜ²/2 + Σ lassoₜ |bₜ| by cyclic
 * coordinate descent with soft thresholds (Friedman, Hastie and Tibshirani 2010, J. Stat. Softw.
 * 33).
 *
 * <p>Sweeps find the signs quickly but the values slowly where columns are nearly collinear. Now
 * and then the equations of the present signs are therefore solved outright, as far as no sign
 * changes. Both steps only ever lower the objective.
 */
final class PenalizedQuadratic {
  private static final int SWEEPS = 20_000;

  /** A pivot this small beside its diagonal is rounding: the coordinate depends on others. */
  private static final double DEPENDENT = 1e-11;

  private final double[][] hessian;
  private final double[] lasso;
  private final double[] ridge;
  private final double[] b;

  /** The negative gradient of the quadratic without its penalties, at b. */
  private final double[] force;

  /**
   * A problem at b⁰.
   *
   * @param hessian H; symmetric, no eigenvalue below 0
   * @param force g
   * @param start b⁰
   */
  PenalizedQuadratic(
      double[][] hessian, double[] force, double[] start, double[] lasso, double[] ridge) {
    this.hessian = hessian;
    this.force = force.clone();
    this.b = start.clone();
    this.lasso = lasso;
    this.ridge = ridge;
  }

  /** The minimizer; no optimality condition is missed by more than {@code tolerance}. */
  double[] minimize(double tolerance) {
    // So that solving costs about what the sweeps between cost.
    int every = Math.max(3, b.length / 6);
    for (int sweep = 1; sweep <= SWEEPS && sweep() > tolerance; sweep++) {
      if (sweep % every == 0) {
        for (int crossed = 0; crossed <= b.length && crosses(); crossed++) {}
      }
    }
    return b;
  }

  /** Minimizes over each coordinate in turn; returns by how much the worst one was off. */
  private double sweep() {
    double worst = 0;
    for (int t = 0; t < b.length; t++) {
      double curvature = hessian[t][t] + ridge[t];
      if (curvature > 0) {
        double z = force[t] + hessian[t][t] * b[t];
        double step = Math.copySign(Math.max(Math.abs(z) - lasso[t], 0), z) / curvature - b[t];
        if (step != 0) {
          b[t] += step;
          Vectors.add(-step, hessian[t], force);
          worst = Math.max(worst, Math.abs(step) * curvature);
        }
      }
    }
    return worst;
  }

  /**
   * Goes to the minimum for the present signs, or to the first place where one of them changes;
   * that coordinate becomes 0, and true is returned.
   */
  private boolean crosses() {
    int[] free = IntStream.range(0, b.length).filter(t -> b[t] != 0 || lasso[t] == 0).toArray();
    double[][] matrix = new double[free.length][];
    double[] step = new double[free.length];
    for (int r = 0; r < free.length; r++) {
      int t = free[r];
      matrix[r] = new double[r + 1];
      for (int c = 0; c <= r; c++) {
        matrix[r][c] = hessian[t][free[c]];
      }
      matrix[r][r] += ridge[t];
      step[r] = force[t] - ridge[t] * b[t] - (b[t] == 0 ? 0 : Math.copySign(lasso[t], b[t]));
    }
    solve(matrix, step);
    double share = 1;
    int first = -1;
    for (int r = 0; r < free.length; r++) {
      double at = b[free[r]];
      if (lasso[free[r]] > 0 && at * (at + step[r]) < 0 && -at / step[r] < share) {
        share = -at / step[r];
        first = free[r];
      }
    }
    for (int r = 0; r < free.length; r++) {
      int t = free[r];
      double to = t == first ? 0 : b[t] + share * step[r];
      Vectors.add(b[t] - to, hessian[t], force);
      b[t] = to;
    }
    return first >= 0;
  }

  /**
   * Solves by Cholesky's factors, in place; coordinates that depend on earlier ones do not move.
   */
  private static void solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int r = 0; r < n; r++) {
      double diagonal = matrix[r][r];
      for (int c = 0; c <= r; c++) {
        double sum = matrix[r][c];
        for (int k = 0; k < c; k++) {
          sum -= matrix[r][k] * matrix[c][k];
        }
        if (c == r) {
          matrix[r][r] = sum > DEPENDENT * diagonal ? Math.sqrt(sum) : 0;
        } else {
          matrix[r][c] = matrix[c][c] == 0 ? 0 : sum / matrix[c][c];
        }
      }
    }
    for (int r = 0; r < n; r++) {
      double sum = right[r];
      for (int k = 0; k < r; k++) {
        sum -= matrix[r][k] * right[k];
      }
      right[r] = matrix[r][r] == 0 ? 0 : sum / matrix[r][r];
    }
    for (int r = n - 1; r >= 0; r--) {
      double sum = right[r];
      for (int k = r + 1; k < n; k++) {
        sum -= matrix[k][r] * right[k];
      }
      right[r] = matrix[r][r] == 0 ? 0 : sum / matrix[r][r];
    }
  }
}
