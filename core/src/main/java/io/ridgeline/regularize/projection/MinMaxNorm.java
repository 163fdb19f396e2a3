package io.ridgeline.regularize.projection;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OutputUnits;
import io.ridgeline.regularize.Projection;

/**
 * Scales the incoming weights of every unit towards a norm between two limits after every step.
 *
 * <p>The constraint of the same name in Keras. A unit whose weights are all zero has no direction
 * and stays as it is.
 */
@Method(
    name = "min-max-norm",
    summary = "Keeps the norm of every unit's incoming weights between two limits.",
    formula =
        "after the step, for each output unit j: w_j ← w_j [r·clip(‖w_j‖₂, min, max) + (1−r)‖w_j‖₂]"
            + " / ‖w_j‖₂",
    when = "As max-norm, where units should not fade away either.",
    paper = {
      @Paper("Srebro, Rennie & Jaakkola 2005, NeurIPS 17"),
      @Paper("Chollet et al. 2015, Keras, keras.io")
    },
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record MinMaxNorm(
    @Real(
            doc = "smallest norm of a unit",
            def = 0,
            max = 1e9,
            search = {0, 0.5})
        double min,
    @Real(
            doc = "largest norm of a unit",
            def = 1,
            max = 1e9,
            search = {1, 5})
        double max,
    @Real(
            doc = "share r of the way that one step goes",
            def = 1,
            max = 1,
            off = 0,
            search = {0.1, 1})
        double rate)
    implements Projection {
  /** The norm below which a unit is taken for zero. */
  static final double ZERO = 1e-7;

  /** Refuses values out of range, and a smallest norm above the largest. */
  public MinMaxNorm {
    Descriptor.check(MinMaxNorm.class, min, max, rate);
    if (min > max) {
      throw new StudyFileException(
          "min-max-norm.min = " + min + " is above min-max-norm.max = " + max);
    }
  }

  @Override
  public boolean project(Weights weights) {
    boolean changed = false;
    for (Weight kernel : weights.kernels()) {
      changed |= OutputUnits.scale(kernel, this::factors);
    }
    return changed;
  }

  /** 1 + r (clip(‖w‖)/‖w‖ − 1), which is exactly 1 for a unit within the limits. */
  private Tensor factors(Tensor norms) {
    Tensor wanted = norms.atLeast(min).atMost(max).over(norms.atLeast(ZERO));
    return wanted.plus(-1).times(rate).plus(1);
  }
}
