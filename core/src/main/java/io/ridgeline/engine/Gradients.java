package io.ridgeline.engine;

import org.bytedeco.pytorch.NoGradGuard;

/** Turns the recording of operations for differentiation off, for the calling thread. */
public final class Gradients implements AutoCloseable {
  private final AutoCloseable guard;

  private Gradients(AutoCloseable guard) {
    this.guard = guard;
  }

  /** Nothing is recorded until this is closed. */
  public static Gradients off() {
    Engine.start();
    return new Gradients(new NoGradGuard());
  }

  @Override
  public void close() {
    try {
      guard.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
