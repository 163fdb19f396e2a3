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

/**
 * Adds Gaussian noise to the images or to activations.
 *
 * <p>Images are normalized: at the input, σ = 0.1 is a tenth of the training images' standard
 * deviation.
 */
@Method(
    name = "gaussian-noise",
    summary = "Adds Gaussian noise to images or activations while training.",
    formula = "a + e, e ~ N(0, σ²) for each activation",
    when =
        "Images from several devices with noise of their own. At the input and small, it acts like"
            + " a penalty on the slope of the outputs.",
    paper = @Paper("Bishop 1995, Neural Computation 7(1)"),
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record GaussianNoise(
    @Real(
            doc = "standard deviation σ, in units of the activations",
            def = 0.1,
            max = 10,
            off = 0,
            search = {0.01, 0.3},
            log = true)
        double deviation,
    @Choice(
            doc =
                "where: the images, after every block, before the last layer, or (all) after blocks"
                    + " and before the last layer",
            def = "input",
            options = {"input", "blocks", "head", "all"})
        String sites)
    implements LayerNoise {
  /** Refuses values out of range. */
  public GaussianNoise {
    Descriptor.check(GaussianNoise.class, deviation, sites);
  }

  @Override
  public boolean actsAt(Site site) {
    return SiteChoice.names(sites, site);
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    return activations.plus(step.noise().normal(activations.shape()).times(deviation));
  }
}
