package io.ridgeline.regularize.loss;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.LossTransform;

/**
 * Weighs every example by how far its prediction is from its target.
 *
 * <p>On one-hot targets and a cross-entropy it is the focal loss −(1−p_t)^γ log p_t. On soft ones
 * p_t is Σ_k y_k p_k; beside another loss the same factor stands before that loss. The gradient
 * flows through the factor.
 */
@Method(
    name = "focal",
    summary = "Gives examples that are already predicted well less weight in the loss.",
    formula = "loss_i ← (1−p_t)^γ loss_i, p_t = Σ_k y_k p_k",
    when = "Most examples are easy, or classes are of very unlike size; it changes calibration.",
    paper = @Paper("Lin et al. 2017, ICCV"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION})
public record Focal(
    @Real(
            doc = "focus γ",
            def = 2,
            max = 10,
            off = 0,
            search = {0, 3})
        double gamma)
    implements LossTransform {
  // the power's slope is infinite at a factor of 0, which a float reaches
  private static final double SUREST = 1 - 1e-6;

  /** Refuses a focus outside [0, 10]. */
  public Focal {
    Descriptor.check(Focal.class, gamma);
  }

  @Override
  public Tensor transform(Tensor losses, Seen seen) {
    Tensor p = seen.targets().times(seen.logProbabilities().exp()).sum(1).reshape(-1);
    return p.atMost(SUREST).times(-1).plus(1).power(gamma).times(losses);
  }
}
