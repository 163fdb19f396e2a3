package io.ridgeline;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or folder of ours that cannot be read, written or trusted; names its path. */
public final class StoreException extends RidgelineException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be used; each reason has its own exit code. */
  public enum Reason {
    /** Another process works on it. */
    IN_USE,
    /** It is not what was written. */
    INTEGRITY,
    /** No room, no permission, or a device that fails. */
    IO
  }

  private final Reason reason;
  private final transient Path path;

  /** A problem with {@code path}. */
  public StoreException(Reason reason, Path path, String message, @Nullable Throwable cause) {
    super(path + ": " + message, cause);
    this.reason = reason;
    this.path = path;
  }

  /** Why it cannot be used. */
  public Reason reason() {
    return reason;
  }

  /** The file or folder. */
  public Path path() {
    return path;
  }
}
