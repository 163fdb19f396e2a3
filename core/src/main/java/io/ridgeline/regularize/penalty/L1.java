package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;
import java.util.Set;

/** Adds λ·Σ|w| over kernels. */
@Method(
    name = "l1",
    summary = "Adds λ·Σ|w| over kernels to the loss, pulling weights towards zero.",
    formula = "loss + λ Σ|w|; gradient + λ sign(w)",
    when =
        "Few of the inputs or filters matter. Plain gradient steps leave small non-zeros: for true"
            + " zeros take proximal-l1.",
    paper = @Paper("Tibshirani 1996, J. R. Stat. Soc. B 58(1)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record L1(
    @Real(
            doc = "strength λ",
            def = 1e-5,
            max = 10,
            off = 0,
            search = {1e-7, 1e-3},
            log = true)
        double lambda)
    implements WeightPenalty.Stateless {
  /** Refuses a strength outside [0, 10]. */
  public L1 {
    Descriptor.check(L1.class, lambda);
  }

  @Override
  public Tensor penalty(Weights weights) {
    return Kernels.sum(weights, Tensor::abs).times(lambda);
  }

  @Override
  public void addGradient(Weights weights, StepContext step) {
    for (Weights.Buffer piece : weights.flatKernels().pieces()) {
      try (Scope scope = Scope.open()) {
        piece.gradient().addInPlace(piece.values().sign(), lambda);
      }
    }
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.ABSOLUTE_VALUES);
  }
}
