package io.ridgeline;

import org.jspecify.annotations.Nullable;

/** A native operation that failed; names the operation and the shapes it was given. */
public final class EngineException extends RidgelineException {
  private static final long serialVersionUID = 1L;

  private final boolean outOfMemory;

  /** The message is already cut of native stack frames. */
  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outOfMemory = message.contains("can't allocate memory");
  }

  /** Whether the operation asked for more memory than there was. */
  public boolean outOfMemory() {
    return outOfMemory;
  }
}
