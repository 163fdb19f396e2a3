package io.ridgeline.app.cli;

import io.ridgeline.DataException;
import io.ridgeline.EngineException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the program's exit status means; the same for every command. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** A fault of ours. */
  public static final int INTERNAL = 1;

  /** An option or argument that cannot be. */
  public static final int USAGE = 2;

  /** An invalid study file, setting or hyper-parameter. */
  public static final int STUDY_FILE = 3;

  /** A data set or image that cannot be used. */
  public static final int DATA = 4;

  /** The study is finished, but some trials failed. */
  public static final int FAILED_TRIALS = 5;

  /** Another process works on the study. */
  public static final int IN_USE = 6;

  /** No room on disk or in memory, no permission, or a device that fails. */
  public static final int NO_ROOM = 7;

  /** A file is not what was written. */
  public static final int INTEGRITY = 8;

  /** Stopped by Ctrl-C; a study can be resumed. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The exit status for what a command threw. */
  public static int of(Throwable thrown) {
    if (thrown instanceof StudyFileException) {
      return STUDY_FILE;
    } else if (thrown instanceof DataException) {
      return DATA;
    } else if (thrown instanceof StoreException store) {
      return switch (store.reason()) {
        case IN_USE -> IN_USE;
        case IO -> NO_ROOM;
        case INTEGRITY -> INTEGRITY;
      };
    } else if (thrown instanceof EngineException engine) {
      return engine.outOfMemory() ? NO_ROOM : INTERNAL;
    } else if (thrown instanceof OutOfMemoryError
        || thrown instanceof IOException
        || thrown instanceof UncheckedIOException) {
      return NO_ROOM;
    } else if (thrown instanceof InterruptedException) {
      return INTERRUPTED;
    }
    return INTERNAL;
  }
}
