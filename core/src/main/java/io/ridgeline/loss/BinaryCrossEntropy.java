package io.ridgeline.loss;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;

/**
 * −y log σ(z) − (1 − y) log(1 − σ(z)), averaged over outputs and batch.
 *
 * <p>Two classes need one output, the logit of the second class. More classes are judged one
 * against the rest, and their probabilities are scaled to sum to 1.
 */
public record BinaryCrossEntropy() implements Loss {
  @Override
  public String name() {
    return "binary-cross-entropy";
  }

  @Override
  public int outputs(int classes) {
    return classes == 2 ? 1 : classes;
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return Functions.binaryCrossEntropy(
        logits, logits.size(1) == 1 ? targets.narrow(1, 1, 1) : targets);
  }

  @Override
  public Tensor probabilities(Tensor logits) {
    Tensor positive = logits.sigmoid();
    return positive.size(1) == 1
        ? Tensor.join(1, positive.times(-1).plus(1), positive)
        : positive.over(positive.sum(1));
  }
}
