package io.ridgeline.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a trial ended; a value, because no ending of one trial may end a study. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrialOutcome.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = TrialOutcome.Diverged.class, name = "diverged"),
  @JsonSubTypes.Type(value = TrialOutcome.Failed.class, name = "failed")
})
public sealed interface TrialOutcome {
  /**
   * The training ran to its end, or a listed method ended it.
   *
   * @param epochs epochs run
   * @param evaluatedEpoch the epoch whose weights were evaluated, from 1
   * @param stoppedBy the method that ended it early, or an empty string
   */
  record Completed(int epochs, int evaluatedEpoch, String stoppedBy) implements TrialOutcome {}

  /**
   * The loss or a weight was no longer finite.
   *
   * @param epoch from 1
   * @param step from 1, over the whole training
   * @param what what was not finite
   */
  record Diverged(int epoch, int step, String what) implements TrialOutcome {}

  /**
   * The trial could not run.
   *
   * @param reason what went wrong
   * @param hint how to fix it
   */
  record Failed(String reason, String hint) implements TrialOutcome {}
}
