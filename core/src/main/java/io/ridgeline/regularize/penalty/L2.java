package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;
import java.util.Set;

/** Adds λ·Σw² over kernels (without ½, as Keras). */
@Method(
    name = "l2",
    summary = "Adds λ·Σw² over kernels to the loss, keeping weights small.",
    formula = "loss + λ Σw²; gradient + 2λw",
    when =
        "The classic first choice with plain gradient descent. With adaptive optimizers such as Adam"
            + " the penalty is rescaled with the gradient: weight-decay avoids that.",
    paper = @Paper("Krogh & Hertz 1991, NeurIPS 4"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record L2(
    @Real(
            doc = "strength λ",
            def = 1e-4,
            max = 10,
            off = 0,
            search = {1e-6, 1e-2},
            log = true)
        double lambda)
    implements WeightPenalty.Stateless {
  /** Refuses a strength outside [0, 10]. */
  public L2 {
    Descriptor.check(L2.class, lambda);
  }

  @Override
  public Tensor penalty(Weights weights) {
    return Kernels.sum(weights, Tensor::square).times(lambda);
  }

  @Override
  public void addGradient(Weights weights, StepContext step) {
    Weights.Buffer kernels = weights.flatKernels();
    kernels.gradient().addInPlace(kernels.values(), 2 * lambda);
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.SQUARES);
  }
}
