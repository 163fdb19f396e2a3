package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.SiteChoice;
import io.ridgeline.regularize.StepContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Dropout that learns its rate at every site, by way of masks that are differentiable in it.
 *
 * <p>The data pull a rate down, the entropy of the mask pulls it towards a half. The paper's third
 * term, a squared norm of the kernels, is left to the methods that are it: list l2 or weight-decay
 * beside this one. Maps are masked by channels. The relaxed mask z is nearly, not wholly, 0 or 1,
 * so the expectation is kept nearly. Noise at prediction ({@code mc-dropout}) does not know of it.
 */
@Method(
    name = "concrete-dropout",
    summary = "Dropout that learns its rate at every site.",
    formula =
        "a(1−z)/(1−p), z = σ((logit p + logit u)/0.1), u ~ U(0, 1); loss − λ Σ_sites K·H(p), K"
            + " features a site; logit p trained by Adam at the run's learning rate",
    when = "Instead of tuning dropout's rate; with enough training steps for the rate to settle.",
    paper = @Paper("Gal, Hron & Kendall 2017, NeurIPS 30"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record ConcreteDropout(
    @Real(
            doc = "rate p with which every site begins",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0)
        double rate,
    @Real(
            doc = "weight λ of the entropy; 1/N of N training images in the paper",
            def = 1e-3,
            max = 10,
            search = {1e-5, 1e-2},
            log = true)
        double entropy,
    @Choice(
            doc = "where: before the last layer, after every block, or both",
            def = "head",
            options = {"head", "blocks", "all"})
        String sites)
    implements ObjectiveTransform {
  /** Refuses values out of range. */
  public ConcreteDropout {
    Descriptor.check(ConcreteDropout.class, rate, entropy, sites);
  }

  @Override
  public boolean isNoisy() {
    return true;
  }

  @Override
  public Run begin(Model model, Loss loss) {
    if (rate == 0) {
      // the gradient of a logit is a multiple of p(1 − p): the rate would stay 0
      return (batch, inner, step) -> inner.of(batch);
    }
    return run(
        new LearnedRates(
            model.sites().stream().filter(site -> SiteChoice.names(sites, site)).toList(), rate));
  }

  Run run(LearnedRates rates) {
    class Learning implements Run, Stateful {
      @Override
      public Objective.Value of(Batch batch, Objective inner, StepContext step) {
        rates.begin(step);
        Map<Site, Long> features = new LinkedHashMap<>();
        Objective.Value value =
            inner.of(
                batch,
                (site, activations) -> {
                  if (!SiteChoice.names(sites, site)) {
                    return activations;
                  }
                  features.put(site, activations.size(1));
                  return rates.drop(site, activations, step.noise());
                });
        return new Objective.Value(
            value.logits(), value.loss().plus(rates.entropy(features).times(-entropy)));
      }

      @Override
      public void tell(State state) {
        rates.tell(state);
      }
    }
    return new Learning();
  }
}
