package io.ridgeline.app.cli;

import io.ridgeline.study.StudyProgress;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A study's progress: one living line on a terminal, else one line a trial. */
final class ProgressLines implements StudyProgress {
  private static final int TERMINAL_WIDTH = 79;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Console console;
  private @Nullable Standing standing;

  ProgressLines(Console console) {
    this.console = console;
  }

  @Override
  public void begun(Standing standing) {
    this.standing = standing;
    if (standing.done() > 0) {
      line(standing.done() + " of " + standing.total() + " trials are done already");
    }
  }

  @Override
  public void epoch(TrialSpec trial, EpochRecord epoch, int epochs) {
    if (console.live()) {
      show(counted() + name(trial) + ", epoch " + epoch.epoch() + " of " + epochs + left());
    }
  }

  @Override
  public void trialFinished(TrialRecord record, Standing standing) {
    this.standing = standing;
    String ended = ended(record);
    if (!console.live() || !record.completed()) {
      line(counted() + name(record.spec()) + ": " + ended + left());
    } else {
      show(counted() + name(record.spec()) + ": " + ended + left());
    }
  }

  /** Leaves the living line. */
  void end() {
    if (console.live()) {
      console.err().print(CLEAR_LINE);
      console.err().flush();
    }
  }

  private void line(String text) {
    end();
    console.err().println(text);
  }

  private void show(String text) {
    int length = Math.min(text.length(), TERMINAL_WIDTH);
    console.err().print(CLEAR_LINE + text.substring(0, length));
    console.err().flush();
  }

  private String counted() {
    Standing now = standing;
    return now == null ? "" : "[" + now.done() + "/" + now.total() + "] ";
  }

  private String left() {
    Duration left = standing == null ? null : standing.left();
    return left == null || left.isZero() ? "" : "; about " + words(left) + " left";
  }

  static String words(Duration d) {
    long seconds = Math.max(1, d.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }

  private static String name(TrialSpec trial) {
    return trial.arm().name() + ", " + trial.split() + ", seed " + trial.seed();
  }

  private static String ended(TrialRecord record) {
    if (record.outcome() instanceof TrialOutcome.Diverged diverged) {
      return "diverged at step " + diverged.step() + ": " + diverged.what();
    } else if (record.outcome() instanceof TrialOutcome.Failed failed) {
      return "failed: " + failed.reason() + (failed.hint().isEmpty() ? "" : "; " + failed.hint());
    }
    return record
        .evaluated()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "validation %s %.3f, %.1f s",
                    record.spec().metric(),
                    e.validationMetric(),
                    record.timing().seconds()))
        .orElse("completed");
  }
}
