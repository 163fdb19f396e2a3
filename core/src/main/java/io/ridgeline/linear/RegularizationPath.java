package io.ridgeline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coefficients at every λ of a falling grid: the least of 1/n Σ wᵢ ℓ(yᵢ, ηᵢ) + λ·[(1 −
 * α)/2·‖β‖² + α·‖β‖₁] with weights of mean 1, ℓ half the squared error or minus the log likelihood
 * (Friedman, Hastie and Tibshirani 2010, J. Stat. Softw. 33).
 *
 * @param lambdas falling
 * @param penalized the minimizers, one a λ
 * @param relaxed the refits of their active sets without penalty, one a λ; null where there is none
 *     because classes are separated. Empty if not asked for
 * @param explained the share of deviance that each minimizer explains
 */
public record RegularizationPath(
    double[] lambdas,
    List<Coefficients> penalized,
    List<@Nullable Coefficients> relaxed,
    double[] explained) {
  /** The number of λ in a grid. */
  private static final int GRID = 100;

  /** Further λ are left out once the explained deviance grows by no more than this share of it. */
  private static final double GROWTH = 1e-5;

  /** The smallest number of λ in a grid. */
  private static final int FEWEST = 5;

  /**
   * The path over 100 values from λ_max, at which every coefficient is 0, in equal ratios down to
   * λ_max/10⁴, or λ_max/10² with no more rows than features. It ends early where 99.9 % of the
   * deviance is explained or no more can be.
   *
   * @param columns by feature, then by row; finite, at least one
   * @param weights one a row; above 0
   */
  public static RegularizationPath of(
      double[][] columns, Response response, double[] weights, Penalty penalty, boolean relax) {
    return fit(columns, response, weights, penalty, relax, null);
  }

  /** The path over given λ, falling. */
  public static RegularizationPath at(
      double[] lambdas,
      double[][] columns,
      Response response,
      double[] weights,
      Penalty penalty,
      boolean relax) {
    return fit(columns, response, weights, penalty, relax, lambdas);
  }

  private static RegularizationPath fit(
      double[][] columns,
      Response response,
      double[] weights,
      Penalty penalty,
      boolean relax,
      double @Nullable [] given) {
    int rows = weights.length;
    double total = Vectors.sum(weights);
    double[] shares = Arrays.stream(weights).map(w -> w / total).toArray();
    Design design = Design.of(columns, shares, penalty.standardize());
    PathSolver solver = new PathSolver(design, response.loss(shares), penalty.alpha(), rows);
    double[] lambdas =
        given == null ? grid(solver.lambdaMax(), rows > columns.length ? 1e-4 : 1e-2) : given;
    List<Coefficients> penalized = new ArrayList<>();
    List<@Nullable Coefficients> relaxed = new ArrayList<>();
    double[] explained = new double[lambdas.length];
    for (int l = 0; l < lambdas.length; l++) {
      solver.move(lambdas[l]);
      Coefficients solution = solver.coefficients();
      if (relax) {
        boolean same = l > 0 && sameFeatures(solution, penalized.get(l - 1));
        relaxed.add(same ? relaxed.get(l - 1) : released(solver));
      }
      penalized.add(solution);
      explained[l] = solver.explained();
      if (given == null && ends(explained, l)) {
        break;
      }
    }
    int n = penalized.size();
    return new RegularizationPath(
        Arrays.copyOf(lambdas, n), penalized, relaxed, Arrays.copyOf(explained, n));
  }

  private static @Nullable Coefficients released(PathSolver solver) {
    PathSolver free = solver.copy();
    return free.release() ? free.coefficients() : null;
  }

  private static boolean sameFeatures(Coefficients a, Coefficients b) {
    for (int k = 0; k < a.slopes().length; k++) {
      for (int j = 0; j < a.slopes()[k].length; j++) {
        if ((a.slopes()[k][j] != 0) != (b.slopes()[k][j] != 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean ends(double[] explained, int l) {
    return l + 1 >= FEWEST
        && (explained[l] > PathSolver.SATURATED
            || explained[l] - explained[l - 1] < GROWTH * explained[l]);
  }

  private static double[] grid(double lambdaMax, double ratio) {
    double[] lambdas = new double[GRID];
    for (int l = 0; l < GRID; l++) {
      lambdas[l] = lambdaMax * Math.pow(ratio, (double) l / (GRID - 1));
    }
    return lambdas;
  }

  /**
   * The model at a λ of the grid, γ·penalized + (1 − γ)·relaxed; null where that is not defined.
   *
   * @param gamma 1 unless there is a relaxed fit
   */
  public @Nullable Coefficients coefficients(int lambda, double gamma) {
    if (gamma == 1) {
      return penalized.get(lambda);
    }
    Coefficients free = relaxed.get(lambda);
    return free == null ? null : penalized.get(lambda).mixed(gamma, free);
  }
}
