package io.ridgeline.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A study folder, opened by its one writer.
 *
 * <p>It holds {@code study.yaml} (the resolved study), {@code journal.jsonl} (what happened),
 * {@code trials/<key>/} (what came of each trial) and the files made from them. A trial is in the
 * journal as finished only after its folder is whole and on the disk; beside it stands what a trial
 * that is not finished can go on from, and everything else under {@code trials} is a leftover and
 * is removed on opening. Thread-safe.
 */
public final class TrialStore implements AutoCloseable {
  static final String STUDY = "study.yaml";

  private static final String TEMPORARY = ".tmp-";
  private static final Set<String> OURS =
      Set.of(STUDY, StudyLock.NAME, TEMPORARY + STUDY, StoredTrials.TRIALS);

  private final Path folder;
  private final Disk disk;
  private final StudyLock lock;
  private final Journal journal;
  private final JournalState state;
  private final StoredTrials trials;

  private TrialStore(Path folder, Disk disk, StudyLock lock, Journal.Contents contents) {
    this.folder = folder;
    this.disk = disk;
    this.lock = lock;
    this.state = new JournalState(contents.events());
    this.trials = new StoredTrials(folder, state);
    this.journal = new Journal(folder.resolve(StoredTrials.JOURNAL), contents, disk);
  }

  /**
   * Opens a new folder for {@code spec}, or the one where it was begun.
   *
   * @throws StoreException if another process works on it, it is damaged, or the disk fails
   * @throws StudyFileException if it belongs to another study, or holds something else
   */
  public static TrialStore open(Path folder, StudySpec spec) {
    return open(folder, spec, new Disk(), CrashMark.ofThisProcess());
  }

  static TrialStore open(Path folder, StudySpec spec, Disk disk, Path crashMark) {
    try {
      Files.createDirectories(folder);
      refuseForeign(folder);
    } catch (IOException e) {
      throw Disk.failure(folder, "cannot be used as a study folder", 0, e);
    }
    StudyLock lock = StudyLock.take(folder);
    try {
      Journal.Contents contents = Journal.read(folder.resolve(StoredTrials.JOURNAL));
      refuseOther(folder, spec, new JournalState(contents.events()).specHash());
      TrialStore store = new TrialStore(folder, disk, lock, contents);
      try {
        store.begin(spec, crashMark);
        return store;
      } catch (IOException e) {
        store.journal.close();
        throw Disk.failure(folder, "cannot be prepared", 0, e);
      } catch (RuntimeException e) {
        store.journal.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void refuseForeign(Path folder) throws IOException {
    if (Files.exists(folder.resolve(StoredTrials.JOURNAL))) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(path -> !OURS.contains(String.valueOf(path.getFileName())))
          .findFirst()
          .ifPresent(
              path -> {
                throw new StudyFileException(
                    folder
                        + ": this folder holds something that is no study ("
                        + path.getFileName()
                        + "); give a new or empty folder");
              });
    }
  }

  private static void refuseOther(Path folder, StudySpec spec, @Nullable String specHash) {
    if (specHash == null || specHash.equals(spec.hash())) {
      return;
    }
    List<String> differences;
    try {
      differences = StudyTree.differences(Files.readString(folder.resolve(STUDY)), spec);
    } catch (IOException e) {
      differences = List.of();
    }
    throw new StudyFileException(
        folder
            + ": this folder belongs to another study; give another folder, or the study that it"
            + " was begun with"
            + differences.stream().limit(10).reduce("", (all, line) -> all + "\n  " + line));
  }

  private void begin(StudySpec spec, Path crashMark) throws IOException {
    byte[] yaml =
        ("# SHA-256 " + spec.hash() + "\n" + spec.toYaml()).getBytes(StandardCharsets.UTF_8);
    Path study = folder.resolve(STUDY);
    if (!Files.exists(study) || !Arrays.equals(Files.readAllBytes(study), yaml)) {
      disk.replace(study, yaml);
    }
    Path folders = folder.resolve(StoredTrials.TRIALS);
    Files.createDirectories(folders);
    if (state.specHash() == null) {
      append(new JournalEvent.Study(spec.hash()));
      disk.force(folder);
    }
    Map<TrialKey, JournalEvent.Finished> finished = state.finished();
    finished.keySet().forEach(trials::verified);
    Set<String> kept =
        finished.keySet().stream().map(TrialKey::value).collect(Collectors.toUnmodifiableSet());
    List<Path> leftovers;
    try (Stream<Path> entries = Files.list(folders)) {
      leftovers = entries.filter(path -> isLeftover(path, kept)).toList();
    }
    for (Path leftover : leftovers) {
      Disk.delete(leftover);
    }
    JournalEvent.Opened last = state.opened();
    long stamp = last == null ? 0 : CrashMark.stamp(Path.of(last.crashMark()));
    if (last != null && stamp != 0 && stamp != last.markStamp()) {
      append(new JournalEvent.Crashed());
    }
    append(new JournalEvent.Opened(crashMark.toString(), CrashMark.stamp(crashMark)));
  }

  private static boolean isLeftover(Path path, Set<String> kept) {
    String name = String.valueOf(path.getFileName());
    return StoredCheckpoint.isOne(name)
        ? kept.contains(StoredCheckpoint.trial(name))
        : !kept.contains(name);
  }

  private void append(JournalEvent event) {
    journal.append(event);
    state.apply(event);
  }

  /** The study folder. */
  public Path folder() {
    return folder;
  }

  /** What is in it so far. */
  public StoredTrials trials() {
    return trials;
  }

  /** How many processes crashed while this trial was under way. */
  int crashes(TrialKey trial) {
    return state.crashes(trial);
  }

  /** What a trial that is not finished can go on from. */
  StoredCheckpoint checkpoint(TrialKey trial) {
    return StoredCheckpoint.of(folder.resolve(StoredTrials.TRIALS), trial, disk);
  }

  /** Notes that a trial begins; gives the empty folder for its files. */
  Path start(TrialKey trial) {
    append(new JournalEvent.Started(trial));
    Path temporary = temporary(trial);
    try {
      if (Files.exists(temporary)) {
        Disk.delete(temporary);
      }
      return Files.createDirectory(temporary);
    } catch (IOException e) {
      throw Disk.failure(temporary, "cannot be created", 0, e);
    }
  }

  /** Keeps what came of a started trial; when this returns, nothing can lose it. */
  void finish(TrialRecord record) {
    TrialKey trial = record.spec().key();
    Path temporary = temporary(trial);
    byte[] bytes;
    try {
      bytes = TrialJson.MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    try {
      disk.write(temporary.resolve(StoredTrials.RECORD), bytes);
      disk.forceTree(temporary);
      disk.rename(temporary, trials.folder(trial));
      disk.force(folder.resolve(StoredTrials.TRIALS));
    } catch (IOException e) {
      throw Disk.failure(temporary, "cannot be written", bytes.length, e);
    }
    append(new JournalEvent.Finished(trial, record.outcome(), Sha256.of(bytes)));
    try {
      checkpoint(trial).delete();
    } catch (IOException e) {
      throw Disk.failure(temporary, "cannot be cleared", 0, e);
    }
  }

  /** Notes that the user stopped the study. */
  public void interrupted() {
    append(new JournalEvent.Interrupted());
  }

  private Path temporary(TrialKey trial) {
    return folder.resolve(StoredTrials.TRIALS).resolve(TEMPORARY + trial.value());
  }

  /** Frees the folder for other processes. */
  @Override
  public void close() {
    try {
      journal.close();
    } finally {
      lock.close();
    }
  }
}
