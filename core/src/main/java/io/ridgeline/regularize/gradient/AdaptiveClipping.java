package io.ridgeline.regularize.gradient;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.GradientTransform;
import io.ridgeline.regularize.StepContext;
import java.util.List;

/**
 * Scales the gradient of each unit down to a share of the norm of its weights.
 *
 * <p>Acts on kernels. Those that give the outputs are left out as in the paper: clipping it did
 * harm there.
 */
@Method(
    name = "adaptive-clipping",
    summary = "Scales each unit's gradient down where it is large against the unit's weights.",
    formula =
        "for each kernel but those of the outputs and output unit j:"
            + " g_j ← g_j min(1, λ max(‖w_j‖₂, 10⁻³)/‖g_j‖₂)",
    when = "Networks without normalization, or high learning rates.",
    paper = @Paper("Brock et al. 2021, ICML"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record AdaptiveClipping(
    @Real(
            doc = "largest ratio λ of the gradient's norm to that of the weights",
            def = 0.1,
            max = 1e9,
            minExclusive = true,
            off = 1e9,
            search = {0.01, 1},
            log = true)
        double limit)
    implements GradientTransform {
  /** So that a unit whose weights are zero can still move. */
  private static final double SMALLEST_NORM = 1e-3;

  /** Refuses a limit outside (0, 1e9]. */
  public AdaptiveClipping {
    Descriptor.check(AdaptiveClipping.class, limit);
  }

  @Override
  public boolean transform(Weights weights, double norm, StepContext step) {
    boolean changed = false;
    List<Weight> outputs = weights.outputKernels();
    for (Weight kernel : weights.kernels()) {
      if (outputs.contains(kernel)) {
        continue;
      }
      Tensor units = kernel.matrix(kernel.gradient());
      Tensor allowed = norms(kernel.matrix(kernel.tensor()));
      allowed = allowed.atLeast(SMALLEST_NORM).times(limit);
      // a unit without gradient stays so: 0 by anything finite
      Tensor factors = allowed.over(norms(units).atLeast(Float.MIN_NORMAL)).atMost(1);
      if (factors.below(1).sum().item() > 0) {
        kernel.gradient().timesInPlace(kernel.fromMatrix(factors));
        changed = true;
      }
    }
    return changed;
  }

  private static Tensor norms(Tensor units) {
    return units.square().sum(1).sqrt();
  }
}
