package io.ridgeline.regularize.projection;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OutputUnits;
import io.ridgeline.regularize.Projection;

/** Scales the incoming weights of every unit to a norm of 1 after every step. */
@Method(
    name = "unit-norm",
    summary = "Keeps the norm of every unit's incoming weights at 1.",
    formula = "after the step, for each output unit j: w_j ← w_j/‖w_j‖₂",
    when = "Units should differ in direction only, as where a normalization follows each layer.",
    paper = @Paper("Huang et al. 2020, Pattern Recognition 105"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record UnitNorm() implements Projection {
  @Override
  public boolean project(Weights weights) {
    boolean changed = false;
    for (Weight kernel : weights.kernels()) {
      changed |= OutputUnits.scale(kernel, norms -> norms.atLeast(MinMaxNorm.ZERO).power(-1));
    }
    return changed;
  }
}
