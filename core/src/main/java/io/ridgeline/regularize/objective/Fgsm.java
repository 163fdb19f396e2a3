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
 * Trains on every image twice: as it is, and moved by the fast gradient sign method.
 *
 * <p>ε is in units of the normalized image, where 1 is the standard deviation of the training
 * pixels; moved pixels are not cut to the range of real ones. The clean images alone move running
 * statistics. The move counts as constant in the gradient.
 */
@Method(
    name = "fgsm",
    summary =
        "Trains on every image and on a copy changed slightly in the way that raises its loss"
            + " most.",
    formula = "½[L(x) + L(x + ε sign ∇ₓL)]",
    when = "Predictions must not hang on changes too small to see.",
    paper = @Paper("Goodfellow et al. 2015, ICLR"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_MORE_STEP)
public record Fgsm(
    @Real(
            doc = "step ε, in standard deviations of a training pixel",
            def = 0.03,
            max = 10,
            off = 0,
            search = {0.001, 0.15},
            log = true)
        double epsilon)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a step outside [0, 10]. */
  public Fgsm {
    Descriptor.check(Fgsm.class, epsilon);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Tensor zero = Perturbation.zero(batch);
      Objective.Value clean = inner.of(Perturbation.added(batch, zero));
      Tensor harm = clean.loss().gradient(zero, false).sign().times(epsilon);
      Objective.Value moved = inner.of(Perturbation.added(batch, harm));
      return new Objective.Value(clean.logits(), clean.loss().plus(moved.loss()).times(0.5));
    };
  }
}
