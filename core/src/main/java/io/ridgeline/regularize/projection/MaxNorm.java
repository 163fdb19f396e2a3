package io.ridgeline.regularize.projection;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OutputUnits;
import io.ridgeline.regularize.Projection;

/** Scales the incoming weights of every unit down to a norm of at most c after every step. */
@Method(
    name = "max-norm",
    summary = "Keeps the norm of every unit's incoming weights at or below a limit.",
    formula = "after the step, for each output unit j: w_j ← w_j min(1, c/‖w_j‖₂)",
    when = "Together with dropout and high learning rates.",
    paper = {
      @Paper("Srebro, Rennie & Jaakkola 2005, NeurIPS 17"),
      @Paper("Srivastava et al. 2014, JMLR 15")
    },
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record MaxNorm(
    @Real(
            doc = "limit c of each unit's norm",
            def = 3,
            max = 1e9,
            minExclusive = true,
            off = 1e9,
            search = {1, 5})
        double limit)
    implements Projection {
  /** Refuses a limit outside (0, 1e9]. */
  public MaxNorm {
    Descriptor.check(MaxNorm.class, limit);
  }

  @Override
  public boolean project(Weights weights) {
    boolean changed = false;
    for (Weight kernel : weights.kernels()) {
      // a unit without weights stays as it is: 0 by anything finite
      changed |=
          OutputUnits.scale(
              kernel, norms -> norms.atLeast(Float.MIN_NORMAL).power(-1).times(limit).atMost(1));
    }
    return changed;
  }
}
