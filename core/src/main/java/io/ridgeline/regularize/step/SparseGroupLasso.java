package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.ParameterStep;
import java.util.Set;

/**
 * Soft-thresholds weights and then shortens output units after the optimizer's step, so that whole
 * units become zero, and single weights in those that stay.
 *
 * <p>One after the other, in this order, the two are the proximal step of the sum λ [(1−α) Σ_g √p_g
 * ‖w_g‖₂ + α Σ|w|].
 */
@Method(
    name = "sparse-group-lasso",
    summary = "Zeroes whole units, and single weights in those that stay, after every step.",
    formula =
        "after the step, for each output unit g: u ← sign(w_g) max(|w_g| − ηλα, 0), then w_g ← u"
            + " max(1 − ηλ(1−α)√p_g/‖u‖₂, 0)",
    when = "Few units matter, and few inputs to each of them.",
    paper = @Paper("Simon et al. 2013, J. Comput. Graph. Stat. 22(2)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record SparseGroupLasso(
    @Real(
            doc = "strength λ",
            def = 1e-1,
            max = 10,
            off = 0,
            search = {1e-3, 1},
            log = true)
        double lambda,
    @Real(
            doc = "share α of the single weights: 1 is proximal-l1, 0 is group-lasso",
            def = 0.5,
            max = 1,
            search = {0.05, 0.95})
        double alpha)
    implements ParameterStep {
  /** Refuses values out of range. */
  public SparseGroupLasso {
    Descriptor.check(SparseGroupLasso.class, lambda, alpha);
  }

  @Override
  public void after(Weights weights, double learningRate) {
    new ProximalL1(lambda * alpha).after(weights, learningRate);
    new GroupLasso(lambda * (1 - alpha)).after(weights, learningRate);
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.ABSOLUTE_VALUES, Shrinks.UNIT_NORMS);
  }
}
