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

/** Sets activations to zero at random and scales the rest up. */
@Method(
    name = "dropout",
    summary = "Sets activations to zero at random while training and scales the rest up.",
    formula = "a·m/(1−p), m ~ Bernoulli(1−p) for each activation",
    when = "Before the last linear layer of any network; rates of .2 to .5.",
    paper = @Paper("Srivastava et al. 2014, JMLR 15"),
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record Dropout(
    @Real(
            doc = "probability p of a zero",
            def = 0.3,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.8})
        double rate,
    @Choice(
            doc = "where: before the last layer, after every block, or both",
            def = "head",
            options = {"head", "blocks", "all"})
        String sites)
    implements LayerNoise {
  /** Refuses values out of range. */
  public Dropout {
    Descriptor.check(Dropout.class, rate, sites);
  }

  /** Before the last linear layer. */
  public Dropout(double rate) {
    this(rate, "head");
  }

  @Override
  public boolean actsAt(Site site) {
    return SiteChoice.names(sites, site);
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    double keep = 1 - rate;
    return activations.times(step.noise().uniform(activations.shape()).below(keep).times(1 / keep));
  }
}
