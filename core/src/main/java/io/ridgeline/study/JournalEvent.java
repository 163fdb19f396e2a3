package io.ridgeline.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialOutcome;

/** Something that happened to a study, as a line of its journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEvent.Study.class, name = "study"),
  @JsonSubTypes.Type(value = JournalEvent.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = JournalEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = JournalEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = JournalEvent.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = JournalEvent.Crashed.class, name = "crashed")
})
sealed interface JournalEvent {
  /**
   * The first line.
   *
   * @param specHash of the study that the folder belongs to
   */
  record Study(String specHash) implements JournalEvent {}

  /**
   * A process began to work on the study.
   *
   * @param crashMark the file that it leaves if it crashes
   * @param markStamp modification time of that file at this moment, in milliseconds; 0 if absent
   */
  record Opened(String crashMark, long markStamp) implements JournalEvent {}

  /** A trial began. */
  record Started(TrialKey trial) implements JournalEvent {}

  /**
   * A trial ended and its folder is in place.
   *
   * @param sha256 of its {@code record.json}
   */
  record Finished(TrialKey trial, TrialOutcome outcome, String sha256) implements JournalEvent {}

  /** The user stopped the study; the trials under way count for nothing. */
  record Interrupted() implements JournalEvent {}

  /** The process that opened the study last crashed in the trials then under way. */
  record Crashed() implements JournalEvent {}
}
