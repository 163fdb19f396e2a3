package io.ridgeline.engine;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A run's own stream of native random numbers; the process-wide one is never used, so trials in
 * parallel threads stay reproducible. Lives in the scope it was made in.
 */
public final class Generator {
  private final org.bytedeco.pytorch.Generator source;
  private final GeneratorOptional handle;

  /**
   * A generator for a purpose of a run.
   *
   * @param seed all 64 bits count: libtorch reads the low 32 only, so both halves are folded in
   */
  public Generator(long seed) {
    Engine.start();
    source = torch.make_generator_cpu(mixed(seed));
    handle = new GeneratorOptional(source);
  }

  private static long mixed(long seed) {
    return (seed ^ (seed >>> 32)) & 0xFFFF_FFFFL;
  }

  /** Starts anew, as a generator made with this seed would. */
  public void reseed(long seed) {
    Native.run("reseed", () -> source.set_current_seed(mixed(seed)));
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
