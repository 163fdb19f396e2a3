package io.ridgeline.loss;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;

/** −Σ y log softmax(z), averaged over the batch. */
public record CrossEntropy() implements Loss {
  @Override
  public String name() {
    return "cross-entropy";
  }

  @Override
  public int outputs(int classes) {
    return classes;
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return Functions.crossEntropy(logits, targets);
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return targets.times(logProbabilities(logits)).sum(1).reshape(-1).times(-1);
  }

  @Override
  public Tensor logProbabilities(Tensor logits) {
    return logits.logSoftmax(1);
  }

  @Override
  public double[] probabilities(float[] logits) {
    return Loss.softmax(logits);
  }
}
