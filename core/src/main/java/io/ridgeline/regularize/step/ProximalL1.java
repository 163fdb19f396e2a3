package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.ParameterStep;
import java.util.Set;

/**
 * Soft-thresholds kernels at ηλ after the optimizer's step, so that weights become exactly zero.
 *
 * <p>η is the learning rate with every optimizer. With Adam, whose steps have a size of their own
 * for each weight, this is the proximal step of an unscaled metric. All steps together move a
 * weight by λ times the sum of the learning rates at most: λ is larger than that of a penalty. An
 * average of weights ({@code ema}, {@code swa}) has few exact zeros, because a weight is zero there
 * only if it was in all that were averaged.
 */
@Method(
    name = "proximal-l1",
    summary =
        "Moves every weight towards zero after each step and stops it there: the L1 penalty with"
            + " true zeros.",
    formula = "after the step: w ← sign(w) max(|w| − ηλ, 0)",
    when =
        "A sparse model is wanted, with weights that are exactly zero; not beside ema or swa, whose"
            + " averages have few zeros.",
    paper = @Paper("Parikh & Boyd 2014, Found. Trends Optim. 1(3)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record ProximalL1(
    @Real(
            doc = "strength λ",
            def = 1e-2,
            max = 10,
            off = 0,
            search = {1e-4, 1},
            log = true)
        double lambda)
    implements ParameterStep {
  /** Refuses a strength outside [0, 10]. */
  public ProximalL1 {
    Descriptor.check(ProximalL1.class, lambda);
  }

  @Override
  public void after(Weights weights, double learningRate) {
    for (Weights.Buffer piece : weights.flatKernels().pieces()) {
      try (Scope scope = Scope.open()) {
        piece.values().copyInPlace(piece.values().softThreshold(learningRate * lambda));
      }
    }
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.ABSOLUTE_VALUES);
  }
}
