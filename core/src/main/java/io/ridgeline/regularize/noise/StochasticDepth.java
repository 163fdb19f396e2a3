package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.StepContext;

/**
 * Leaves whole residual branches out, deeper ones more often, and does not compute those.
 *
 * <p>One draw a pass and block decides for the whole batch. A branch that stays is scaled by
 * 1/keep, so that the expectation stays and prediction takes every branch as it is; the paper
 * scales at prediction instead.
 */
@Method(
    name = "stochastic-depth",
    summary =
        "Leaves whole residual branches out at random while training, deeper ones more often.",
    formula = "block l of L: x + b·F(x)/keep, keep = 1 − p·l/L, b ~ Bernoulli(keep) once a pass",
    when = "Deep residual networks; a step takes less time, not more. Others have no branches.",
    paper = @Paper("Huang et al. 2016, ECCV"))
public record StochasticDepth(
    @Real(
            doc = "probability p that the deepest branch is left out",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.3})
        double rate)
    implements LayerNoise {
  /** Refuses a rate outside [0, 1). */
  public StochasticDepth {
    Descriptor.check(StochasticDepth.class, rate);
  }

  private double keep(Site site) {
    return 1 - rate * site.depth();
  }

  @Override
  public boolean actsAt(Site site) {
    return site.kind() == Site.Kind.BRANCH;
  }

  @Override
  public boolean leavesOut(Site site, StepContext step) {
    return step.random().nextDouble() >= keep(site);
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    return activations.times(1 / keep(site));
  }
}
