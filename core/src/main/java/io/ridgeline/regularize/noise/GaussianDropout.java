package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.SiteChoice;
import io.ridgeline.regularize.StepContext;

/** Multiplies activations by Gaussian noise of mean 1 and the variance that dropout's has. */
@Method(
    name = "gaussian-dropout",
    summary = "Multiplies activations by Gaussian noise of mean 1 while training.",
    formula = "a·m, m ~ N(1, p/(1−p)) for each activation",
    when = "In place of dropout, where zeros disturb: it has the same variance at the same rate.",
    paper = @Paper("Srivastava et al. 2014, JMLR 15"),
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record GaussianDropout(
    @Real(
            doc = "rate p of the dropout with the same variance p/(1−p)",
            def = 0.3,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.5})
        double rate,
    @Choice(
            doc = "where: before the last layer, after every block, or both",
            def = "head",
            options = {"head", "blocks", "all"})
        String sites)
    implements LayerNoise {
  /** Refuses values out of range. */
  public GaussianDropout {
    Descriptor.check(GaussianDropout.class, rate, sites);
  }

  @Override
  public boolean actsAt(Site site) {
    return SiteChoice.names(sites, site);
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    double deviation = Math.sqrt(rate / (1 - rate));
    return activations.times(step.noise().normal(activations.shape()).times(deviation).plus(1));
  }
}
