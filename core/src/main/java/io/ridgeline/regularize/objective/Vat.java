package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;

/**
 * Virtual adversarial training: asks for the same prediction at the most sensitive near image.
 *
 * <p>Its direction comes from one power iteration on the Hessian of the divergence, by a finite
 * difference of ξ = 0.1. ε and ξ are Euclidean norms of a whole normalized image. The labels play
 * no part in the added term. Every pass is a training pass; the clean one alone moves running
 * statistics, and p(x) counts as constant. Passes draw noise of their own: strong dropout makes
 * predictions differ more than the change of the image does, and blurs the direction.
 */
@Method(
    name = "vat",
    summary = "Asks for the same prediction after the small change that would alter it most.",
    formula = "L + KL(p(x) ‖ p(x + r)), r = ε g/‖g‖, g = ∇_d KL(p(x) ‖ p(x + ξd)), d ~ N(0, 1)/‖·‖",
    when = "Few examples, where three times the time can be paid.",
    paper = @Paper("Miyato et al. 2019, IEEE TPAMI 41(8)"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.TWO_MORE_STEPS)
public record Vat(
    @Real(
            doc = "norm ε of the change of an image, in standard deviations of a training pixel",
            def = 1,
            max = 1000,
            off = 0,
            search = {0.1, 8},
            log = true)
        double epsilon)
    implements ObjectiveTransform, Memoryless {
  // large enough that the difference of two floats has digits left
  private static final double XI = 0.1;

  /** Refuses a norm outside [0, 1000]. */
  public Vat {
    Descriptor.check(Vat.class, epsilon);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Objective.Value clean = inner.of(batch);
      Tensor p = loss.logProbabilities(clean.logits()).detach();
      Tensor d = Perturbation.unit(step.noise().normal(batch.images().shape()));
      Tensor probe = d.times(XI).variable();
      Tensor near = inner.of(Perturbation.added(batch, probe)).logits();
      Tensor g = Divergence.of(p, loss.logProbabilities(near)).gradient(probe, false);
      Tensor r = Perturbation.unit(g).times(epsilon);
      Tensor far = inner.of(Perturbation.added(batch, r)).logits();
      Tensor apart = Divergence.of(p, loss.logProbabilities(far));
      return new Objective.Value(clean.logits(), clean.loss().plus(apart));
    };
  }
}
