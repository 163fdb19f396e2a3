package io.ridgeline.trial;

/** A part of a split. */
public enum Part {
  /** Fits the weights. */
  TRAIN,
  /** Chooses the epoch, the arm and the threshold. */
  VALIDATION,
  /** Touched once, at the end. */
  TEST
}
