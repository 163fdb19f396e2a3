package io.ridgeline.regularize.loss;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.LossTransform;

/**
 * Weighs examples by the effective number of training examples of their class.
 *
 * <p>β = 0 weighs all alike, β → 1 by the inverse of their class's number. The weights are scaled
 * so that their mean over the training examples is 1, which leaves the learning rate its meaning.
 * An example with a soft target has the weight Σ_k y_k w_k.
 *
 * <p>In segmentation a class's number n is how many images its pixels would fill, for the pixels of
 * one image hardly tell more than one of them.
 */
@Method(
    name = "class-balance",
    summary = "Gives examples of rare classes more weight in the loss.",
    formula = "loss_i ← Σ_k y_k w_k loss_i, w_k ∝ (1−β)/(1−β^n_k), Σ_k w_k n_k = Σ_k n_k",
    when = "Classes are of unlike size and each matters alike; it changes calibration.",
    paper = @Paper("Cui et al. 2019, CVPR"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION})
public record ClassBalance(
    @Real(
            doc = "overlap β of the examples of a class",
            def = 0.999,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0.9, 0.9999},
            towardsOne = true)
        double beta)
    implements LossTransform {
  /** Refuses an overlap outside [0, 1). */
  public ClassBalance {
    Descriptor.check(ClassBalance.class, beta);
  }

  @Override
  public Tensor transform(Tensor losses, Seen seen) {
    float[] weights = weights(seen.classCounts(), seen.pixels());
    Tensor each = seen.targets().matrixTimes(Tensor.of(weights, weights.length, 1)).reshape(-1);
    return losses.times(each);
  }

  /** The weight of each class; one without examples weighs as if it had one. */
  private float[] weights(long[] counts, long pixels) {
    double[] weights = new double[counts.length];
    double examples = 0;
    double weighed = 0;
    for (int k = 0; k < counts.length; k++) {
      double n = (double) Math.max(counts[k], 1) / pixels;
      weights[k] = (1 - beta) / (1 - StrictMath.pow(beta, n));
      examples += counts[k];
      weighed += weights[k] * counts[k];
    }
    float[] scaled = new float[counts.length];
    for (int k = 0; k < counts.length; k++) {
      scaled[k] = (float) (weights[k] * examples / weighed);
    }
    return scaled;
  }
}
