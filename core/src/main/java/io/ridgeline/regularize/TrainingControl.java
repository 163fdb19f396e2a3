package io.ridgeline.regularize;

import io.ridgeline.trial.EpochRecord;

/** Watches validation, says which epoch to keep and when to stop. */
public non-sealed interface TrainingControl extends Regularizer {
  /**
   * The watch over one run.
   *
   * @param higherIsBetter whether a higher value of the study's metric is better
   */
  Run begin(boolean higherIsBetter);

  /** The watch over one run. */
  @FunctionalInterface
  interface Run {
    /** What to do after an epoch. */
    Decision after(EpochRecord epoch);
  }

  /** What to do after an epoch. */
  enum Decision {
    /** Train on. */
    CONTINUE,
    /** Keep these weights, train on. */
    KEEP,
    /** End the training. */
    STOP
  }
}
