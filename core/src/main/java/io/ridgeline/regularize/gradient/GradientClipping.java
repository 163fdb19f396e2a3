package io.ridgeline.regularize.gradient;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.GradientTransform;
import io.ridgeline.regularize.StepContext;

/** Scales the gradient of all trained values down to a norm of at most c. */
@Method(
    name = "gradient-clipping",
    summary = "Scales the gradient down when its norm is above a limit.",
    formula = "g ← g min(1, c/‖g‖₂), the norm over all trained values",
    when = "Losses jump, or a high learning rate should stay usable.",
    paper = @Paper("Pascanu, Mikolov & Bengio 2013, ICML"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record GradientClipping(
    @Real(
            doc = "limit c of the gradient's norm",
            def = 1,
            max = 1e9,
            minExclusive = true,
            off = 1e9,
            search = {1, 12},
            log = true)
        double limit)
    implements GradientTransform {
  /** Refuses a limit outside (0, 1e9]. */
  public GradientClipping {
    Descriptor.check(GradientClipping.class, limit);
  }

  @Override
  public boolean transform(Weights weights, double norm, StepContext step) {
    if (norm <= limit) {
      return false;
    }
    weights.trained().forEach(b -> b.gradient().scaleInPlace(limit / norm));
    return true;
  }
}
