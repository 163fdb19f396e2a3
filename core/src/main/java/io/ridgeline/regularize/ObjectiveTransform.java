package io.ridgeline.regularize;

import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;

/** Wraps the whole objective; may pass through the model several times. */
public non-sealed interface ObjectiveTransform extends Regularizer {
  /** The transform of one run, with its memory in the current scope. */
  Run begin(Model model, Loss loss);

  /**
   * The same for a transform that asks what the model, or a copy of it, would predict.
   *
   * @param prediction the pass by which a training's weights predict, with its weight transforms
   */
  default Run begin(Model model, Loss loss, Pass prediction) {
    return begin(model, loss);
  }

  /** Whether it mixes the activations of several images inside the model. */
  default boolean mixesActivations() {
    return false;
  }

  /** Whether it learns from what another model predicts for the batch. */
  default boolean hasTeacher() {
    return false;
  }

  /** The transform of one run. */
  @FunctionalInterface
  interface Run {
    /**
     * What is to be minimized.
     *
     * @param inner the objective without this method
     */
    Objective.Value of(Batch batch, Objective inner, StepContext step);
  }
}
