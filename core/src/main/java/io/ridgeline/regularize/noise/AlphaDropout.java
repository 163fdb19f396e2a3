package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.SiteChoice;
import io.ridgeline.regularize.StepContext;

/**
 * Sets activations to the value at which SELU saturates, and keeps mean and variance.
 *
 * <p>With α' = −λα = −1.7581, the limit of SELU at −∞, and m ~ Bernoulli(1−p): if a has mean 0 and
 * variance 1, a·m + α'(1−m) has mean p·α' and variance (1−p)(1 + p·α'²), and s and c below set both
 * back. Where activations are not standardized, neither is kept.
 */
@Method(
    name = "alpha-dropout",
    summary =
        "Sets activations to SELU's saturation at random; keeps mean and variance of standardized"
            + " activations.",
    formula =
        "s·(a·m + α'(1−m)) + c, m ~ Bernoulli(1−p), α' = −1.7580993408473766,"
            + " s = 1/√((1−p)(1 + p·α'²)), c = −s·p·α'",
    when = "Networks with SELU activations; no model here has them: prefer dropout.",
    paper = @Paper("Klambauer et al. 2017, NeurIPS 30"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record AlphaDropout(
    @Real(
            doc = "probability p of saturation",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.2})
        double rate,
    @Choice(
            doc = "where: before the last layer, after every block, or both",
            def = "head",
            options = {"head", "blocks", "all"})
        String sites)
    implements LayerNoise {
  /** α' = −λα of SELU. */
  static final double SATURATION = -1.7580993408473766;

  /** Refuses values out of range. */
  public AlphaDropout {
    Descriptor.check(AlphaDropout.class, rate, sites);
  }

  @Override
  public boolean actsAt(Site site) {
    return SiteChoice.names(sites, site);
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    Tensor kept = step.noise().uniform(activations.shape()).below(1 - rate);
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * SATURATION * SATURATION));
    double shift = -scale * rate * SATURATION;
    Tensor saturated = kept.times(-1).plus(1).times(SATURATION * scale);
    return activations.times(kept.times(scale)).plus(saturated.plus(shift));
  }
}
