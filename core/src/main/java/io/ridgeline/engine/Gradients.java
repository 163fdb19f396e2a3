package io.ridgeline.engine;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;

/** Turns the recording of operations for differentiation off and on, for the calling thread. */
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

  /** Operations are recorded until this is closed, inside {@link #off} too. */
  public static Gradients on() {
    Engine.start();
    return new Gradients(new AutoGradMode(true));
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
