package io.ridgeline.regularize.loss;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.LossTransform;

/** Rewards the entropy of what is predicted, in nats. */
@Method(
    name = "confidence-penalty",
    summary = "Rewards the entropy of the predicted probabilities.",
    formula = "loss_i − β H(p_i), H(p) = −Σ_k p_k log p_k",
    when = "Probabilities come out too sure; a relative of label smoothing.",
    paper = @Paper("Pereyra et al. 2017, ICLR workshop"),
    tasks = TaskKind.CLASSIFICATION)
public record ConfidencePenalty(
    @Real(
            doc = "weight β",
            def = 0.1,
            max = 100,
            off = 0,
            search = {0.01, 1},
            log = true)
        double beta)
    implements LossTransform {
  /** Refuses a weight outside [0, 100]. */
  public ConfidencePenalty {
    Descriptor.check(ConfidencePenalty.class, beta);
  }

  /** After those that weigh losses, so that what it adds is not weighed. */
  @Override
  public int place() {
    return 1;
  }

  @Override
  public Tensor transform(Tensor losses, Seen seen) {
    Tensor log = seen.logProbabilities();
    return losses.plus(log.exp().times(log).sum(1).reshape(-1).times(beta));
  }
}
