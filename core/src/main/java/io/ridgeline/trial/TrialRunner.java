package io.ridgeline.trial;

import java.nio.file.Path;
import java.util.Optional;

/** Runs one trial. Implementations are thread-safe: a study calls them from several workers. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Trains and evaluates.
   *
   * <p>Divergence and failure come back as outcomes; only a problem of the whole study (no disk
   * left, interrupted) is thrown. On an interrupt of its thread it stops at the next step and
   * throws {@link InterruptedException}.
   *
   * @param folder an existing empty folder for the trial's files; a completed trial leaves its
   *     evaluated weights there as a model package
   * @param progress told after every epoch
   */
  TrialRecord run(TrialSpec spec, Path folder, Progress progress) throws InterruptedException;

  /** Hears of a trial's progress. */
  @FunctionalInterface
  interface Progress {
    /** An epoch ended. */
    void epoch(EpochRecord record, int epochs);

    /** Where the trial may leave what it can go on from; empty if nobody would bring it back. */
    default Optional<Checkpoint> checkpoint() {
      return Optional.empty();
    }
  }
}
