package io.ridgeline.regularize.activity;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.ActivationPenalty;
import io.ridgeline.regularize.SiteChoice;

/**
 * Adds λ·mean|a| at every chosen site to the loss.
 *
 * <p>The mean is over images and units, so that λ means the same for maps of any size. The gradient
 * of one activation is λ over their number, which is why λ is larger than before a sum.
 */
@Method(
    name = "activity-l1",
    summary = "Adds the mean absolute activation to the loss, so that few units are active.",
    formula = "loss + λ Σ_sites mean|a|, the mean over images and units",
    when = "Features should be sparse: each image described by few of many units.",
    paper = @Paper("Glorot, Bordes & Bengio 2011, AISTATS"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record ActivityL1(
    @Real(
            doc = "strength λ",
            def = 0.01,
            max = 100,
            off = 0,
            search = {1e-3, 1},
            log = true)
        double lambda,
    @Choice(
            doc = "where: before the last layer, after every block, or both",
            def = "all",
            options = {"head", "blocks", "all"})
        String sites)
    implements ActivationPenalty {
  /** Refuses values out of range. */
  public ActivityL1 {
    Descriptor.check(ActivityL1.class, lambda, sites);
  }

  @Override
  public boolean actsAt(Site site) {
    return SiteChoice.names(sites, site);
  }

  @Override
  public Tensor penalty(Tensor activations) {
    return activations.abs().mean().times(lambda);
  }
}
