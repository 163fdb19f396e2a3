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
 * Asks for the same prediction whatever the noise: two passes with draws of their own.
 *
 * <p>The mean of the two losses, where the paper has their sum: as in its code, the scale stays
 * that of one pass. Without noise both passes are one, and the arm is refused.
 */
@Method(
    name = "r-drop",
    summary = "Passes every batch twice through the noise and asks for the same prediction.",
    formula = "½(L_1 + L_2) + α·½[KL(p_1‖p_2) + KL(p_2‖p_1)]",
    when = "Beside dropout, where prediction without noise should be what training has seen.",
    paper = @Paper("Liang et al. 2021, NeurIPS 34"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_MORE_STEP)
public record RDrop(
    @Real(
            doc = "weight α of the divergence",
            def = 1,
            max = 100,
            off = 0,
            search = {0.1, 5},
            log = true)
        double alpha)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a weight outside [0, 100]. */
  public RDrop {
    Descriptor.check(RDrop.class, alpha);
  }

  @Override
  public boolean needsNoise() {
    return true;
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Objective.Value first = inner.of(batch);
      Objective.Value second = inner.of(batch);
      Tensor p = loss.logProbabilities(first.logits());
      Tensor q = loss.logProbabilities(second.logits());
      Tensor apart = Divergence.of(p, q).plus(Divergence.of(q, p));
      return new Objective.Value(
          first.logits(), first.loss().plus(second.loss()).times(0.5).plus(apart.times(alpha / 2)));
    };
  }
}
