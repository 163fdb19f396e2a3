package io.ridgeline.regularize;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import java.util.random.RandomGenerator;

/**
 * What a method has at hand in one training step: where the run stands, and numbers of its own.
 *
 * <p>The numbers depend on the run's seed, the method and the step only, and those of noise in a
 * pass through the model on the pass and on the site or kernel, too. A second look at the same step
 * draws the same again, and what one method draws, or at one place, never changes what is drawn
 * elsewhere: not even where a branch is left out.
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

  /**
   * The context of a method at a moment of a run; {@code noise} starts anew for it.
   *
   * @param parts what else tells its numbers from others of this method and moment
   */
  static StepContext of(Moment moment, long seed, String method, Generator noise, Object... parts) {
    Object[] stream = new Object[2 + parts.length];
    stream[0] = method;
    stream[1] = moment.step();
    System.arraycopy(parts, 0, stream, 2, parts.length);
    long own = Streams.seed(seed, "method", stream);
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
