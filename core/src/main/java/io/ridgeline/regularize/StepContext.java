package io.ridgeline.regularize;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import java.util.random.RandomGenerator;

/**
 * What a method has at hand in one training step: where the run stands, and numbers of its own.
 *
 * <p>The numbers depend on the run's seed, the method and the step only. A second look at the same
 * step draws the same again, and what one method draws never changes what another does.
 *
 * @param step from 0
 * @param stepsPerEpoch steps of one epoch
 * @param steps steps of the whole training
 * @param learningRate of this step
 * @param random for choices made on the heap
 * @param noise for draws in native memory
 */
public record StepContext(
    int step,
    int stepsPerEpoch,
    int steps,
    double learningRate,
    RandomGenerator random,
    Generator noise) {

  /** The context of a method at a moment of a run; {@code noise} starts anew for it. */
  static StepContext of(Moment moment, long seed, String method, Generator noise) {
    long own = Streams.seed(seed, "method", method, moment.step());
    noise.reseed(own);
    return new StepContext(
        moment.step(),
        moment.stepsPerEpoch(),
        moment.steps(),
        moment.learningRate(),
        Streams.random(own),
        noise);
  }

  /** The share of the training that is done, in [0, 1). */
  public double progress() {
    return (double) step / steps;
  }
}
