package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;

/**
 * Adds λ times the sum of the singular values of kernels, as matrices {@code [units, weights of a
 * unit]}, pulling them towards a low rank.
 *
 * <p>A decomposition of 512×4608 values takes a third of a second. So it acts in one step of k
 * only, k times as strongly. Adam divides a gradient by the size of those before it, spikes
 * included, so that the mean strength is less there.
 */
@Method(
    name = "nuclear-norm",
    summary = "Adds the singular values of kernels to the loss, pulling kernels to a low rank.",
    formula =
        "loss + λ Σ_kernels Σ_i σ_i(W); gradient + kλ UVᵀ in every k-th step, W = U diag(σ) Vᵀ",
    when = "Few combinations of inputs matter, but each of many inputs takes part in them.",
    paper = @Paper("Recht, Fazel & Parrilo 2010, SIAM Rev. 52(3)"),
    cost = Cost.DECOMPOSITIONS)
public record NuclearNorm(
    @Real(
            doc = "strength λ",
            def = 1e-5,
            max = 10,
            off = 0,
            search = {1e-6, 1e-3},
            log = true)
        double lambda,
    @Count(doc = "steps k from one decomposition to the next", def = 10, min = 1, max = 1000)
        int every)
    implements WeightPenalty.Stateless {
  /** Refuses values out of range. */
  public NuclearNorm {
    Descriptor.check(NuclearNorm.class, lambda, every);
  }

  @Override
  public Tensor penalty(Weights weights) {
    return Kernels.sumOfMatrices(weights, w -> Functions.singularValues(w).values()).times(lambda);
  }

  @Override
  public void addGradient(Weights weights, StepContext step) {
    if (step.step() % every != 0) {
      return;
    }
    for (Weight kernel : weights.kernels()) {
      Tensor w = kernel.matrix(kernel.tensor());
      // a training that diverged is told by its loss; the decomposition would throw
      if (Double.isFinite(w.norm().item())) {
        Functions.SingularValues parts = Functions.singularValues(w);
        Tensor direction = parts.left().matrixTimes(parts.right());
        kernel.gradient().addInPlace(kernel.fromMatrix(direction), lambda * every);
      }
    }
  }
}
