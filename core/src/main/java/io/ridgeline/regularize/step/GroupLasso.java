package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OutputUnits;
import io.ridgeline.regularize.ParameterStep;
import java.util.Set;

/**
 * Shortens the weights of every output unit after the optimizer's step, so that whole units become
 * exactly zero.
 *
 * <p>This is the proximal step of λ Σ_g √p_g ‖w_g‖₂, where g is a filter or a neuron with p_g
 * weights. η is the learning rate with every optimizer, as in {@link ProximalL1}; all steps
 * together shorten a unit by λ√p_g times the sum of the learning rates at most. An average of
 * weights ({@code ema}, {@code swa}) has few units that are zero. A filter that is zero can be
 * removed once the constant that it leaves after a normalization is folded into the next layer.
 */
@Method(
    name = "group-lasso",
    summary = "Shortens every unit's incoming weights after every step: whole units become zero.",
    formula = "after the step, for each output unit g: w_g ← w_g max(1 − ηλ√p_g/‖w_g‖₂, 0)",
    when =
        "A smaller network is wanted: filters that are zero can be removed, once the constant they"
            + " leave after a normalization is folded into the next layer. Not beside ema or swa,"
            + " whose averages have few zeros.",
    paper = {
      @Paper("Yuan & Lin 2006, J. R. Stat. Soc. B 68(1)"),
      @Paper("Wen et al. 2016, NeurIPS 29")
    },
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record GroupLasso(
    @Real(
            doc = "strength λ",
            def = 1e-1,
            max = 10,
            off = 0,
            search = {1e-3, 1},
            log = true)
        double lambda)
    implements ParameterStep {
  /** Refuses a strength outside [0, 10]. */
  public GroupLasso {
    Descriptor.check(GroupLasso.class, lambda);
  }

  @Override
  public void after(Weights weights, double learningRate) {
    for (Weight kernel : weights.kernels()) {
      double by = learningRate * lambda * Math.sqrt((double) kernel.count() / kernel.units());
      // a unit that is zero stays so: 0 over the smallest norm
      OutputUnits.scale(
          kernel, norms -> norms.plus(-by).relu().over(norms.atLeast(Float.MIN_NORMAL)));
    }
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.UNIT_NORMS);
  }
}
