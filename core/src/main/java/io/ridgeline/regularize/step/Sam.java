package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepWrapper;

/**
 * Sharpness-aware minimization: steps with the gradient at the worst nearby weights.
 *
 * <p>The radius counts over all trained values, biases and norms included. Gradient transforms such
 * as clipping see the second gradient only, and penalties count in both.
 */
@Method(
    name = "sam",
    summary = "Takes every step with the gradient at the worst weights nearby.",
    formula = "ε = ρ g/‖g‖₂ with g = ∇L(w); step with ∇L(w + ε)",
    when = "Small data sets and networks that fit them exactly, if twice the time is affordable.",
    paper = @Paper("Foret et al. 2021, ICLR"),
    cost = Cost.ONE_MORE_STEP)
public record Sam(
    @Real(
            doc = "radius ρ of the step uphill",
            def = 0.05,
            max = 10,
            off = 0,
            search = {0.01, 0.5},
            log = true)
        double rho)
    implements StepWrapper, Memoryless {
  /** Refuses a radius outside [0, 10]. */
  public Sam {
    Descriptor.check(Sam.class, rho);
  }

  @Override
  public boolean movesGradient() {
    return true;
  }

  @Override
  public Run begin(Weights weights) {
    return new Ascent(
        weights,
        trained -> {
          double norm = weights.gradientNorm();
          if (norm > 0) {
            trained.forEach(b -> b.values().addInPlace(b.gradient(), rho / norm));
          }
        });
  }
}
