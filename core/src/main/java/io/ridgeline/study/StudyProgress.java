package io.ridgeline.study;

import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how a study goes on. Calls come from several threads, but never two at a time. */
public interface StudyProgress {
  /** Hears nothing. */
  StudyProgress SILENT = new StudyProgress() {};

  /**
   * How far a study is.
   *
   * @param done trials finished, those of earlier runs included
   * @param total trials planned
   * @param left estimated time to the end from the trials of this run; null before the first
   */
  record Standing(int done, int total, @Nullable Duration left) {}

  /** The study begins or is taken up again. */
  default void begun(Standing standing) {}

  /** A trial begins. */
  default void trialStarted(TrialSpec trial) {}

  /** A trial ended an epoch. */
  default void epoch(TrialSpec trial, EpochRecord epoch, int epochs) {}

  /** A trial ended and is kept. */
  default void trialFinished(TrialRecord record, Standing standing) {}
}
