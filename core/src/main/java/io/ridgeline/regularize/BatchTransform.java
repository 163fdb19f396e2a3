package io.ridgeline.regularize;

import java.util.random.RandomGenerator;

/** Changes images and targets of a training batch together, outside the recorded computation. */
public non-sealed interface BatchTransform extends Regularizer {
  /**
   * The changed batch; the given one stays as it is.
   *
   * @param random this method's own numbers for this step
   */
  Batch transform(Batch batch, RandomGenerator random);
}
