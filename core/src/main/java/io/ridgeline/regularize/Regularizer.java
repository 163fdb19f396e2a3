package io.ridgeline.regularize;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.model.Architecture;
import io.ridgeline.trial.Setting;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is meant to make a model generalize better; its kind says where it acts.
 *
 * <p>An implementation is a record annotated with {@link io.ridgeline.describe.Method} that holds
 * its hyper-parameters only. One that needs state gives it out fresh for every run, so that nothing
 * has to be reset.
 */
public sealed interface Regularizer
    permits BatchTransform,
        TargetTransform,
        LayerNoise,
        WeightTransform,
        LossTransform,
        ActivationPenalty,
        ObjectiveTransform,
        WeightPenalty,
        GradientTransform,
        ParameterStep,
        Projection,
        StepWrapper,
        WeightAveraging,
        WeightEnsemble,
        TrainingControl,
        PredictionTransform {

  /** The norms of the weights that a method makes smaller. Two methods with one in common clash. */
  enum Shrinks {
    /** Σ|w|. */
    ABSOLUTE_VALUES,
    /** Σw². */
    SQUARES,
    /** The sum over output units of their Euclidean norms. */
    UNIT_NORMS
  }

  /** What it makes smaller, so that an arm does not shrink the same thing twice unknowingly. */
  default Set<Shrinks> shrinks() {
    return Set.of();
  }

  /** Whether two passes over one batch in one step differ by what it draws. */
  default boolean isNoisy() {
    return false;
  }

  /**
   * Whether it has nothing to act on without noise in the same arm: any noise while training, a
   * {@link LayerNoise} at prediction, where no other acts.
   */
  default boolean needsNoise() {
    return false;
  }

  /** Why it cannot act in a model of this kind; empty if it can. */
  default Optional<String> refuses(Architecture model) {
    return Optional.empty();
  }

  /** Whether its values are those with which it does nothing; it is then left out of the run. */
  default boolean isOff() {
    return Descriptor.of(getClass()).isOff(Descriptor.values(this));
  }

  /**
   * Its place among an arm's methods of its kind, whatever the order in which they are listed: a
   * higher one acts on what a lower one made, and wraps it. Equal ones keep the arm's order.
   */
  default int place() {
    return 0;
  }

  /** Its name in study files. */
  default String name() {
    return Descriptor.of(getClass()).name();
  }

  /** Its name and values. */
  default Setting setting() {
    return new Setting(name(), Descriptor.values(this));
  }
}
