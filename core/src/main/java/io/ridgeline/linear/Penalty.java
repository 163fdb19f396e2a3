package io.ridgeline.linear;

/**
 * The elastic net, λ·[(1 − α)/2·‖β‖² + α·‖β‖₁]; the intercept is never penalized (Zou and Hastie
 * 2005, J. R. Stat. Soc. B 67).
 *
 * @param alpha 1 is the lasso, 0 is ridge
 * @param standardize whether β counts in standard deviations of the columns (with the divisor n)
 */
public record Penalty(double alpha, boolean standardize) {
  /** Refuses an α outside [0, 1]. */
  public Penalty {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha " + alpha + " is not in [0, 1]");
    }
  }
}
