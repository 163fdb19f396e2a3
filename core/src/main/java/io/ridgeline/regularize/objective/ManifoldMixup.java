package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.augment.Pairs;
import java.util.List;

/**
 * Mixup of the activations at one site, another one in every step.
 *
 * <p>The site is drawn evenly from the input, the blocks' outputs and the features before the last
 * layer; at the input this is mixup itself. All passes of a step see the same blend, so that
 * methods that compare passes do not compare blends.
 */
@Method(
    name = "manifold-mixup",
    summary = "Blends the activations of every image, and its target, with another one's.",
    formula =
        "at a site drawn in each step: a ← λa_i + (1−λ)a_j; y ← λy_i + (1−λ)y_j;"
            + " λ ~ Beta(α, α) once a step",
    when = "Where mixup helps; blends of features disturb less than blends of images.",
    paper = @Paper("Verma et al. 2019, ICML"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record ManifoldMixup(
    @Real(
            doc = "how evenly activations are blended, α",
            def = 1,
            max = 10,
            off = 0,
            search = {0.2, 2})
        double alpha)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a value outside [0, 10]. */
  public ManifoldMixup {
    Descriptor.check(ManifoldMixup.class, alpha);
  }

  /** Outermost: all passes of a step that others compare see one blend. */
  @Override
  public int place() {
    return 2;
  }

  @Override
  public boolean mixesActivations() {
    return true;
  }

  @Override
  public Run begin(Model model, Loss loss) {
    List<Site> sites =
        model.sites().stream().filter(site -> site.kind() != Site.Kind.BRANCH).toList();
    return (batch, inner, step) -> {
      if (alpha == 0) {
        return inner.of(batch);
      }
      Site chosen = sites.get(step.random().nextInt(sites.size()));
      double share = Pairs.share(alpha, step.random());
      int[] partner = Pairs.shuffled((int) batch.images().size(0), step.random());
      return inner.of(
          new Batch(batch.images(), Pairs.blend(batch.targets(), partner, share)),
          (site, activations) ->
              site.equals(chosen) ? Pairs.blend(activations, partner, share) : activations);
    };
  }
}
