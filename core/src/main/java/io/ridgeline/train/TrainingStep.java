package io.ridgeline.train;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;

/** The order of one training step, written once. */
public final class TrainingStep {
  private final Model model;
  private final Loss loss;
  private final Optimizer.Step optimizer;
  private final Hooks hooks;

  /**
   * What a step saw.
   *
   * @param loss the objective of the batch, penalties on weights apart, before the step
   * @param gradientNorm norm of the whole gradient before it was transformed
   */
  public record Seen(double loss, double gradientNorm) {}

  /** Steps of one run; {@code optimizer} holds its state, {@code hooks} have begun. */
  public TrainingStep(Model model, Loss loss, Optimizer.Step optimizer, Hooks hooks) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.hooks = hooks;
  }

  /** One step on a batch. */
  public Seen run(Batch given, Moment moment) {
    Weights weights = model.weights();
    try (Scope scope = Scope.open()) {
      hooks.at(moment);
      Batch batch = hooks.transform(given);
      double value = hooks.differentiate(model, loss, batch);
      try (Gradients off = Gradients.off()) {
        double norm = weights.gradientNorm();
        hooks.transformGradients(weights, norm);
        hooks.step(weights, () -> optimizer.apply(moment.learningRate()));
        return new Seen(value, norm);
      }
    }
  }
}
