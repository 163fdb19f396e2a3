package io.ridgeline.engine;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A run's own stream of native random numbers; the process-wide one is never used, so trials in
 * parallel threads stay reproducible. Lives in the scope it was made in.
 */
public final class Generator {
  private final GeneratorOptional handle;

  /**
   * A generator for a purpose of a run.
   *
   * @param seed all 64 bits count: libtorch reads the low 32 only, so both halves are folded in
   */
  public Generator(long seed) {
    Engine.start();
    long mixed = (seed ^ (seed >>> 32)) & 0xFFFF_FFFFL;
    handle = new GeneratorOptional(torch.make_generator_cpu(mixed));
  }

  /** Independent draws from N(0, 1). */
  public Tensor normal(long... shape) {
    return Native.tensor("normal", () -> torch.randn(shape, handle));
  }

  /** Independent draws from U[0, 1). */
  public Tensor uniform(long... shape) {
    return Native.tensor("uniform", () -> torch.rand(shape, handle));
  }
}
