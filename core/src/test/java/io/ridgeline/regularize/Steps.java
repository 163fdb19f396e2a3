package io.ridgeline.regularize;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;

/** Steps of a made-up run, for tests of single methods. */
public final class Steps {
  private Steps() {}

  /** The first step of many, with draws from {@code seed}, at a learning rate of 0.1. */
  public static StepContext first(long seed) {
    return at(0, 100, seed);
  }

  /** A step of a run of {@code steps} in epochs of 10, at a learning rate of 0.1. */
  public static StepContext at(int step, int steps, long seed) {
    return new StepContext(step, 10, steps, 0.1, Streams.random(seed), new Generator(seed));
  }
}
