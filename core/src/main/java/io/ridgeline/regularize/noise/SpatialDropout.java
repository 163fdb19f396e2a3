package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.StepContext;
import java.util.Arrays;

/** Sets whole channels to zero at random after every block. */
@Method(
    name = "spatial-dropout",
    summary = "Sets whole channels to zero at random after every block while training.",
    formula = "a·m/(1−p), m ~ Bernoulli(1−p) for each image and channel",
    when = "Convolutional networks, whose neighbouring activations make up for single zeros.",
    paper = @Paper("Tompson et al. 2015, CVPR"),
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record SpatialDropout(
    @Real(
            doc = "probability p of a zero channel",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.4})
        double rate)
    implements LayerNoise {
  /** Refuses a rate outside [0, 1). */
  public SpatialDropout {
    Descriptor.check(SpatialDropout.class, rate);
  }

  @Override
  public boolean actsAt(Site site) {
    return site.kind() == Site.Kind.BLOCK;
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    double keep = 1 - rate;
    long[] shape = activations.shape();
    Arrays.fill(shape, 2, shape.length, 1);
    return activations.times(step.noise().uniform(shape).below(keep).times(1 / keep));
  }
}
