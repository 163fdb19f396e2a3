package io.ridgeline.loss;

import io.ridgeline.engine.Tensor;

/** (softmax(z) − y)², averaged over classes and batch: the Brier score as a loss. */
public record MeanSquaredError() implements Loss {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public int outputs(int classes) {
    return classes;
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return logits.softmax(1).minus(targets).square().mean();
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return logits.softmax(1).minus(targets).square().mean(1);
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
