package io.ridgeline.train;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;

/** The order of one training step, written once. */
public final class TrainingStep {
  private final Model model;
  private final Loss loss;
  private final Optimizer.Step optimizer;
  private final Hooks hooks;

  /**
   * What a step saw.
   *
   * @param loss data loss of the batch, before the step
   * @param gradientNorm norm of the whole gradient before it was transformed
   */
  public record Seen(double loss, double gradientNorm) {}

  /** Steps of one run; {@code optimizer} holds its state. */
  public TrainingStep(Model model, Loss loss, Optimizer.Step optimizer, Hooks hooks) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.hooks = hooks;
  }

  /** One step on a batch. */
  public Seen run(Batch given, double learningRate) {
    Weights weights = model.weights();
    try (Scope scope = Scope.open()) {
      Batch batch = hooks.transform(given);
      Tensor logits = model.forward(batch.images(), hooks.pass());
      Tensor value = loss.value(logits, batch.targets());
      weights.clearGradients();
      value.backward();
      try (Gradients off = Gradients.off()) {
        hooks.penalize(weights);
        double norm = weights.gradientNorm();
        hooks.transformGradients(weights, norm);
        hooks.before(weights, learningRate);
        optimizer.apply(learningRate);
        hooks.after(weights, learningRate);
        return new Seen(value.item(), norm);
      }
    }
  }
}
