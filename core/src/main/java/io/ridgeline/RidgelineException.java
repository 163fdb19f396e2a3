package io.ridgeline;

import org.jspecify.annotations.Nullable;

/**
 * Something the user can act on: the message says what is wrong, where, and how to fix it.
 *
 * <p>Divergence, early stop and failure of one trial are values ({@code TrialOutcome}), never
 * exceptions.
 */
public abstract sealed class RidgelineException extends RuntimeException
    permits StudyFileException, DataException, EngineException, StoreException {
  private static final long serialVersionUID = 1L;

  RidgelineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
