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
  public double[] probabilities(float[] logits) {
    return Loss.softmax(logits);
  }
}
