package io.ridgeline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the coefficients of one λ after another, each from the last one's (warm starts).
 *
 * <p>A λ is solved over the features that the sequential strong rule keeps, |gⱼ| ≥ α(2λ − λ before)
 * with g the negative gradient at the λ before, and over all that were ever not 0; then the
 * optimality conditions of all the others are looked at, and those that break them join (Tibshirani
 * et al. 2012, J. R. Stat. Soc. B 74). Within that set, Newton steps build the quadratic of the
 * loss over the active coordinates and halve where it promises too much.
 */
final class PathSolver {
  private static final int STEPS = 200;

  /** Halvings after which a step is lost in rounding. */
  private static final int HALVINGS = 30;

  /**
   * How far an optimality condition may be missed, beside the largest gradient without features.
   */
  private static final double TOLERANCE = 1e-9;

  /** From this share of explained deviance on, an unpenalized fit is taken for a separation. */
  static final double SATURATED = 0.999;

  private final Design design;
  private final Loss loss;
  private final double alpha;
  private final double nullLoss;
  private final double tolerance;
  private final double largest;
  private final double[][] beta;
  private final double[] intercept;
  private final double[][] eta;
  private final double[][] force;
  private final double[][] gradient;
  private final boolean[][] kept;
  private double before;

  /** One coefficient of one output, or its intercept. */
  private record Coordinate(int output, int feature) {
    boolean isIntercept() {
      return feature < 0;
    }
  }

  /** The model without features. */
  PathSolver(Design design, Loss loss, double alpha, int rows) {
    this.design = design;
    this.loss = loss;
    this.alpha = alpha;
    int outputs = loss.outputs();
    int p = design.features();
    beta = new double[outputs][p];
    intercept = loss.intercepts();
    eta = new double[outputs][rows];
    force = new double[outputs][rows];
    gradient = new double[outputs][p];
    kept = new boolean[outputs][p];
    for (int k = 0; k < outputs; k++) {
      Arrays.fill(eta[k], intercept[k]);
    }
    nullLoss = loss.value(eta);
    pull(false);
    double steepest = 0;
    for (double[] row : gradient) {
      for (double g : row) {
        steepest = Math.max(steepest, Math.abs(g));
      }
    }
    largest = steepest;
    tolerance = TOLERANCE * steepest;
    before = lambdaMax();
  }

  private PathSolver(PathSolver other) {
    design = other.design;
    loss = other.loss;
    alpha = other.alpha;
    nullLoss = other.nullLoss;
    tolerance = other.tolerance;
    largest = other.largest;
    before = other.before;
    intercept = other.intercept.clone();
    beta = rows(other.beta);
    eta = rows(other.eta);
    force = rows(other.force);
    gradient = rows(other.gradient);
    kept = Arrays.stream(other.kept).map(boolean[]::clone).toArray(boolean[][]::new);
  }

  private static double[][] rows(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * The smallest λ at which every coefficient is 0; for ridge, which has none, that of α = 0.001.
   */
  double lambdaMax() {
    return largest / Math.max(alpha, 1e-3);
  }

  /** The same state, to be moved apart from this one. */
  PathSolver copy() {
    return new PathSolver(this);
  }

  /** The present coefficients on the original scale of the features. */
  Coefficients coefficients() {
    double[] original = intercept.clone();
    double[][] slopes = new double[beta.length][design.features()];
    for (int k = 0; k < beta.length; k++) {
      for (int j = 0; j < slopes[k].length; j++) {
        slopes[k][j] = beta[k][j] / design.scale()[j];
        original[k] -= slopes[k][j] * design.mean()[j];
      }
    }
    return new Coefficients(original, slopes);
  }

  /** The share of the deviance without features that is explained now. */
  double explained() {
    return nullLoss > 0 ? 1 - loss.value(eta) / nullLoss : 0;
  }

  /** Moves to the solution at λ, which is no larger than the one before. */
  void move(double lambda) {
    double threshold = alpha * (2 * lambda - before);
    keep(threshold);
    do {
      solve(lambda, Double.POSITIVE_INFINITY);
      pull(false);
    } while (keep(alpha * lambda + tolerance));
    before = lambda;
  }

  /**
   * Refits the coefficients that are not 0 without a penalty.
   *
   * @return whether there is such a fit: not where classes are separated
   */
  boolean release() {
    for (int k = 0; k < beta.length; k++) {
      for (int j = 0; j < kept[k].length; j++) {
        kept[k][j] = beta[k][j] != 0;
      }
    }
    if (loss instanceof SquaredError) {
      return solve(0, Double.POSITIVE_INFINITY);
    }
    return solve(0, SATURATED) && explained() < SATURATED;
  }

  /** Keeps what pulls that hard; whether something new is kept. */
  private boolean keep(double threshold) {
    boolean more = false;
    for (int k = 0; k < kept.length; k++) {
      for (int j = 0; j < kept[k].length; j++) {
        if (!kept[k][j] && Math.abs(gradient[k][j]) > threshold) {
          kept[k][j] = true;
          more = true;
        }
      }
    }
    return more;
  }

  /** The forces on rows, and the negative gradients of the features kept or of all. */
  private void pull(boolean keptOnly) {
    loss.force(eta, force);
    for (int k = 0; k < beta.length; k++) {
      for (int j = 0; j < design.features(); j++) {
        if (kept[k][j] || !keptOnly) {
          gradient[k][j] = Vectors.dot(force[k], design.columns()[j]);
        }
      }
    }
  }

  /** Minimizes over what is kept, or until that share is explained; whether it came to an end. */
  private boolean solve(double lambda, double enough) {
    for (int step = 0;
        step < STEPS && (Double.isInfinite(enough) || explained() < enough);
        step++) {
      pull(true);
      if (missed(lambda) <= tolerance || !newton(lambda)) {
        return true;
      }
    }
    return false;
  }

  /** By how much the worst optimality condition of what is kept is missed. */
  private double missed(double lambda) {
    double worst = 0;
    for (int k = 0; k < beta.length; k++) {
      worst = Math.max(worst, Math.abs(Vectors.sum(force[k])));
      for (int j = 0; j < beta[k].length; j++) {
        if (kept[k][j]) {
          double b = beta[k][j];
          double g = gradient[k][j] - (1 - alpha) * lambda * b;
          double off =
              b == 0
                  ? Math.abs(g) - alpha * lambda
                  : Math.abs(g - Math.copySign(alpha * lambda, b));
          worst = Math.max(worst, off);
        }
      }
    }
    return worst;
  }

  private List<Coordinate> active(double lambda) {
    List<Coordinate> active = new ArrayList<>();
    for (int k = 0; k < beta.length; k++) {
      active.add(new Coordinate(k, -1));
      for (int j = 0; j < beta[k].length; j++) {
        if (kept[k][j] && (beta[k][j] != 0 || Math.abs(gradient[k][j]) > alpha * lambda)) {
          active.add(new Coordinate(k, j));
        }
      }
    }
    return active;
  }

  /** One step of Newton's method with halving; false if rounding leaves nothing to gain. */
  private boolean newton(double lambda) {
    List<Coordinate> active = active(lambda);
    int n = active.size();
    double[] start = new double[n];
    double[] slope = new double[n];
    double[] lasso = new double[n];
    double[] ridge = new double[n];
    for (int t = 0; t < n; t++) {
      Coordinate c = active.get(t);
      start[t] = c.isIntercept() ? intercept[c.output] : beta[c.output][c.feature];
      slope[t] = c.isIntercept() ? Vectors.sum(force[c.output]) : gradient[c.output][c.feature];
      lasso[t] = c.isIntercept() ? 0 : alpha * lambda;
      ridge[t] = c.isIntercept() ? 0 : (1 - alpha) * lambda;
    }
    double[] end =
        new PenalizedQuadratic(hessian(active), slope, start, lasso, ridge)
            .minimize(tolerance / 10);
    double[][] direction = new double[beta.length][eta[0].length];
    double promised = penalty(end, lasso, ridge) - penalty(start, lasso, ridge);
    for (int t = 0; t < n; t++) {
      Coordinate c = active.get(t);
      promised -= slope[t] * (end[t] - start[t]);
      add(end[t] - start[t], c, direction[c.output]);
    }
    return walk(active, start, end, direction, lasso, ridge, promised);
  }

  private boolean walk(
      List<Coordinate> active,
      double[] start,
      double[] end,
      double[][] direction,
      double[] lasso,
      double[] ridge,
      double promised) {
    double objective = loss.value(eta) + penalty(start, lasso, ridge);
    double[][] tried = new double[eta.length][eta[0].length];
    double share = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double[] at = new double[start.length];
      for (int t = 0; t < at.length; t++) {
        at[t] = share == 1 ? end[t] : start[t] + share * (end[t] - start[t]);
      }
      for (int k = 0; k < eta.length; k++) {
        for (int i = 0; i < tried[k].length; i++) {
          tried[k][i] = eta[k][i] + share * direction[k][i];
        }
      }
      double reached = loss.value(tried) + penalty(at, lasso, ridge);
      if (reached <= objective + 1e-4 * share * promised + 1e-15 * Math.abs(objective)) {
        for (int t = 0; t < at.length; t++) {
          Coordinate c = active.get(t);
          if (c.isIntercept()) {
            intercept[c.output] = at[t];
          } else {
            beta[c.output][c.feature] = at[t];
          }
        }
        for (int k = 0; k < eta.length; k++) {
          System.arraycopy(tried[k], 0, eta[k], 0, tried[k].length);
        }
        return true;
      }
      share /= 2;
    }
    return false;
  }

  private static double penalty(double[] b, double[] lasso, double[] ridge) {
    double sum = 0;
    for (int t = 0; t < b.length; t++) {
      sum += lasso[t] * Math.abs(b[t]) + ridge[t] * b[t] * b[t] / 2;
    }
    return sum;
  }

  private void add(double factor, Coordinate c, double[] to) {
    if (c.isIntercept()) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor;
      }
    } else {
      Vectors.add(factor, design.columns()[c.feature], to);
    }
  }

  /** The loss's second derivatives over the active coordinates. */
  private double[][] hessian(List<Coordinate> active) {
    int n = active.size();
    int rows = eta[0].length;
    double[][] hessian = new double[n][n];
    double[] curvature = new double[rows];
    double[] weighted = new double[rows];
    for (int k = 0; k < beta.length; k++) {
      for (int l = 0; l <= k; l++) {
        loss.curvature(eta, k, l, curvature);
        for (int t = 0; t < n; t++) {
          Coordinate a = active.get(t);
          if (a.output != k) {
            continue;
          }
          for (int i = 0; i < rows; i++) {
            weighted[i] = curvature[i] * (a.isIntercept() ? 1 : design.columns()[a.feature][i]);
          }
          for (int s = 0; s <= t; s++) {
            Coordinate b = active.get(s);
            if (b.output == l) {
              hessian[t][s] =
                  b.isIntercept()
                      ? Vectors.sum(weighted)
                      : Vectors.dot(weighted, design.columns()[b.feature]);
              hessian[s][t] = hessian[t][s];
            }
          }
        }
      }
    }
    return hessian;
  }
}
