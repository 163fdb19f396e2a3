package io.ridgeline.regularize.gradient;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.GradientTransform;
import io.ridgeline.regularize.StepContext;

/** Adds Gaussian noise to the gradient of all trained values, less and less of it. */
@Method(
    name = "gradient-noise",
    summary = "Adds Gaussian noise to the gradient, less with every step.",
    formula = "step t from 0: g ← g + e, e ~ N(0, s²/(1+t)^γ)",
    when = "Training that gets stuck early, in deep networks from poor initial values.",
    paper = @Paper("Neelakantan et al. 2015, arXiv:1511.06807"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record GradientNoise(
    @Real(
            doc = "variance s² of the noise in the first step",
            def = 0.01,
            max = 1e3,
            off = 0,
            search = {1e-6, 1},
            log = true)
        double variance,
    @Real(doc = "how fast the variance falls, γ", def = 0.55, max = 10) double decay)
    implements GradientTransform {
  /** Refuses values out of range. */
  public GradientNoise {
    Descriptor.check(GradientNoise.class, variance, decay);
  }

  @Override
  public boolean transform(Weights weights, double norm, StepContext step) {
    double deviation = Math.sqrt(variance / Math.pow(1.0 + step.step(), decay));
    for (Weights.Buffer b : weights.trained()) {
      b.gradient().addInPlace(step.noise().normal(b.gradient().shape()), deviation);
    }
    return true;
  }
}
