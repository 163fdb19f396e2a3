package io.ridgeline.study;

import io.ridgeline.StoreException;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a study folder holds, read without its lock: for status and reports. */
public final class StoredTrials {
  static final String JOURNAL = "journal.jsonl";
  static final String TRIALS = "trials";
  static final String RECORD = "record.json";

  private final Path folder;
  private final JournalState state;

  StoredTrials(Path folder, JournalState state) {
    this.folder = folder;
    this.state = state;
  }

  /**
   * The trials in {@code folder}.
   *
   * @throws StoreException if it holds no study, or a damaged journal
   */
  public static StoredTrials read(Path folder) {
    if (!Files.isRegularFile(folder.resolve(JOURNAL))) {
      throw new StoreException(
          StoreException.Reason.IO, folder, "there is no study here (no " + JOURNAL + ")", null);
    }
    return new StoredTrials(
        folder, new JournalState(Journal.read(folder.resolve(JOURNAL)).events()));
  }

  /** The hash of the study's spec, or an empty string if the folder was only just created. */
  public String specHash() {
    String hash = state.specHash();
    return hash == null ? "" : hash;
  }

  /** How each finished trial ended, in the order in which they finished. */
  public Map<TrialKey, TrialOutcome> finished() {
    Map<TrialKey, TrialOutcome> outcomes = new LinkedHashMap<>();
    state.finished().forEach((key, end) -> outcomes.put(key, end.outcome()));
    return outcomes;
  }

  /** Trials started and not finished: under way now, or when the last process ended. */
  public Set<TrialKey> underWay() {
    return state.underWay();
  }

  /** The folder of a finished trial, with what its runner left there. */
  public Path folder(TrialKey trial) {
    return folder.resolve(TRIALS).resolve(trial.value());
  }

  /**
   * The records of all finished trials, in the order in which they finished.
   *
   * @throws StoreException if one of them is not what was written
   */
  public List<TrialRecord> records() {
    return List.copyOf(state.finished().keySet()).parallelStream().map(this::record).toList();
  }

  /**
   * The record of one finished trial.
   *
   * @throws StoreException if it is not what was written
   */
  public TrialRecord record(TrialKey trial) {
    Path file = folder(trial).resolve(RECORD);
    try {
      TrialRecord record = TrialJson.MAPPER.readValue(verified(trial), TrialRecord.class);
      if (record.spec().key().equals(trial)) {
        return record;
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
    throw damaged(file, null);
  }

  /** The bytes of a trial's record, which are those whose hash stands in the journal. */
  byte[] verified(TrialKey trial) {
    Path file = folder(trial).resolve(RECORD);
    JournalEvent.Finished end = state.finished(trial);
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (end != null && Sha256.of(bytes).equals(end.sha256())) {
        return bytes;
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
    throw damaged(file, null);
  }

  private static StoreException damaged(Path file, @Nullable IOException cause) {
    return new StoreException(
        StoreException.Reason.INTEGRITY,
        file,
        "the record of a finished trial is missing or changed; restore it from a copy, or start"
            + " again in another folder",
        cause);
  }
}
