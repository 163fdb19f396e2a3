package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.RidgelineException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialStoreTest {
  private static final StudySpec SPEC = FakeStudy.spec();
  private static final TrialSpec TRIAL = FakeStudy.plan().get(0);

  @TempDir Path temporary;

  private TrialStore open(Path folder) {
    return TrialStore.open(folder, SPEC, new Disk(), temporary.resolve("crash.log"));
  }

  private static void finish(TrialStore store, TrialSpec trial) throws IOException {
    Path files = store.start(trial.key());
    Files.writeString(files.resolve("weights.bin"), "w");
    store.finish(FakeStudy.record(trial));
  }

  @Test
  void aFinishedTrialIsReadBack() throws IOException {
    Path folder = temporary.resolve("s");
    try (TrialStore store = open(folder)) {
      finish(store, TRIAL);
    }
    StoredTrials stored = StoredTrials.read(folder);
    assertEquals(SPEC.hash(), stored.specHash());
    assertEquals(List.of(TRIAL.key()), List.copyOf(stored.finished().keySet()));
    assertEquals("w", Files.readString(stored.folder(TRIAL.key()).resolve("weights.bin")));
    // Timing apart, which the fake takes from the clock, the record is the one that was kept.
    String kept = TrialJson.MAPPER.writeValueAsString(stored.record(TRIAL.key()));
    String made = TrialJson.MAPPER.writeValueAsString(FakeStudy.record(TRIAL));
    assertEquals(made.split("\"timing\"", 2)[0], kept.split("\"timing\"", 2)[0]);
    StudySpec again =
        StudyFile.read(folder.resolve("study.yaml"), TestVocabulary.VOCABULARY, Overrides.NONE);
    assertEquals(SPEC, again);
  }

  @Test
  void leftoversAreRemovedOnOpening() throws IOException {
    Path folder = temporary.resolve("s");
    TrialKey orphan = FakeStudy.plan().get(1).key();
    try (TrialStore store = open(folder)) {
      finish(store, TRIAL);
      Files.writeString(store.start(orphan).resolve("half"), "x");
      Files.createDirectory(store.trials().folder(orphan));
    }
    try (TrialStore store = open(folder)) {
      try (var entries = Files.list(folder.resolve("trials"))) {
        assertEquals(List.of(store.trials().folder(TRIAL.key())), entries.toList());
      }
    }
  }

  @Test
  void aChangedOrMissingRecordIsRefused() throws IOException {
    Path folder = temporary.resolve("s");
    Path record;
    try (TrialStore store = open(folder)) {
      finish(store, TRIAL);
      record = store.trials().folder(TRIAL.key()).resolve("record.json");
    }
    byte[] good = Files.readAllBytes(record);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(record, bad);
    assertReason(StoreException.Reason.INTEGRITY, () -> open(folder).close());
    assertReason(StoreException.Reason.INTEGRITY, () -> StoredTrials.read(folder).records());
    Files.delete(record);
    assertReason(StoreException.Reason.INTEGRITY, () -> open(folder).close());
    Files.write(record, good);
    open(folder).close();
  }

  private static void assertReason(
      StoreException.Reason reason, org.junit.jupiter.api.function.Executable action) {
    assertEquals(reason, assertThrows(StoreException.class, action).reason());
  }

  @Test
  void aSecondWriterIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    Path folder = temporary.resolve("s");
    try (TrialStore store = open(folder)) {
      assertReason(StoreException.Reason.IN_USE, () -> open(folder));
      assertReason(StoreException.Reason.IN_USE, () -> open(folder.resolve("../s")));
      // The refused attempts must not have dropped the lock: another process is still refused.
      long begin = System.nanoTime();
      assertEquals(6, ChildStudy.start(folder, 1, 0).waitFor());
      assertTrue(System.nanoTime() - begin < 20e9);
      finish(store, TRIAL);
    }
    open(folder).close();
  }

  @Test
  void anotherStudysFolderIsRefusedNamingTheDifference() throws IOException {
    Path folder = temporary.resolve("s");
    open(folder).close();
    StudySpec other =
        StudyFile.parse(
            SPEC.toYaml(),
            "other.yaml",
            temporary,
            TestVocabulary.VOCABULARY,
            new Overrides(null, List.of("training.epochs=3", "arms.l1=[{l1: {lambda: 0.5}}]")));
    StudyFileException e =
        assertThrows(
            StudyFileException.class,
            () -> TrialStore.open(folder, other, new Disk(), temporary.resolve("crash.log")));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("training.epochs: 2 there, 3 here"), message);
    assertTrue(message.contains("arms.l1[0].l1.lambda: 1.0E-5 there, 0.5 here"), message);
    open(folder).close();
  }

  @Test
  void aFolderThatHoldsSomethingElseIsLeftAlone() throws IOException {
    Path file = Files.writeString(temporary.resolve("thesis.tex"), "x");
    StudyFileException e = assertThrows(StudyFileException.class, () -> open(temporary));
    assertTrue(String.valueOf(e.getMessage()).contains("thesis.tex"), e.getMessage());
    assertEquals(List.of(file), list(temporary));
    assertReason(StoreException.Reason.IO, () -> open(file));
    assertReason(StoreException.Reason.IO, () -> StoredTrials.read(temporary));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Every write, force and rename fails in turn; what is on the disk must stay usable. */
  @Test
  void aDiskThatFailsAtAnyOperationLosesNothingFinished() throws IOException {
    int operations = 0;
    boolean failed = true;
    while (failed) {
      operations++;
      Path folder = temporary.resolve("s" + operations);
      TrialSpec second = FakeStudy.plan().get(1);
      failed = false;
      boolean firstFinished = false;
      try (TrialStore store =
          TrialStore.open(
              folder, SPEC, new FailingDisk(operations), temporary.resolve("crash.log"))) {
        finish(store, TRIAL);
        firstFinished = true;
        finish(store, second);
      } catch (StoreException e) {
        assertEquals(StoreException.Reason.IO, e.reason());
        assertTrue(String.valueOf(e.getMessage()).contains("No space left"), e.getMessage());
        failed = true;
      }
      try (TrialStore store = open(folder)) {
        Map<TrialKey, ?> finished = store.trials().finished();
        assertTrue(!firstFinished || finished.containsKey(TRIAL.key()), "operation " + operations);
        for (TrialSpec trial : List.of(TRIAL, second)) {
          if (!finished.containsKey(trial.key())) {
            finish(store, trial);
          }
        }
        assertEquals(2, store.trials().records().size());
      }
      assertEquals(2, StoredTrials.read(folder).records().size());
    }
    assertTrue(operations > 20, operations + " operations were failed");
  }

  /** Fails at its n-th operation and at every later one; a failed write leaves half its bytes. */
  private static final class FailingDisk extends Disk {
    private int left;

    FailingDisk(int failAt) {
      this.left = failAt;
    }

    private boolean fails() {
      return --left <= 0;
    }

    private static IOException full() {
      return new IOException("No space left on device");
    }

    @Override
    void append(RandomAccessFile file, byte[] bytes) throws IOException {
      if (fails()) {
        super.append(file, Arrays.copyOf(bytes, bytes.length / 2));
        throw full();
      }
      super.append(file, bytes);
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
      if (fails()) {
        super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        throw full();
      }
      super.write(file, bytes);
    }

    @Override
    void force(Path path) throws IOException {
      if (fails()) {
        throw full();
      }
      super.force(path);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
      if (fails()) {
        throw full();
      }
      super.rename(from, to);
    }
  }

  @Test
  void onlyAFreshCrashMarkCounts() throws IOException {
    Path folder = temporary.resolve("s");
    Path mark = temporary.resolve("crash.log");
    Files.writeString(mark, "of an older process with the same number");
    try (TrialStore store = open(folder)) {
      store.start(TRIAL.key());
    }
    // Killed: the old mark is still there, unchanged.
    try (TrialStore store = open(folder)) {
      assertEquals(0, store.crashes(TRIAL.key()));
      store.start(TRIAL.key());
    }
    Files.setLastModifiedTime(mark, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    // Crashed once; then killed, which changes nothing; then crashed again.
    try (TrialStore store = open(folder)) {
      assertEquals(1, store.crashes(TRIAL.key()));
      store.start(TRIAL.key());
    }
    try (TrialStore store = open(folder)) {
      assertEquals(1, store.crashes(TRIAL.key()));
      store.start(TRIAL.key());
    }
    Files.setLastModifiedTime(mark, java.nio.file.attribute.FileTime.fromMillis(2_000_000));
    try (TrialStore store = open(folder)) {
      assertEquals(2, store.crashes(TRIAL.key()));
      finish(store, TRIAL);
      assertEquals(0, store.crashes(TRIAL.key()));
    }
  }

  @Test
  void aCrashAfterAnInterruptOrWithNothingUnderWayCountsForNothing() throws IOException {
    Path folder = temporary.resolve("s");
    Path mark = temporary.resolve("crash.log");
    try (TrialStore store = open(folder)) {
      store.start(TRIAL.key());
      store.interrupted();
    }
    Files.writeString(mark, "x");
    try (TrialStore store = open(folder)) {
      assertEquals(0, store.crashes(TRIAL.key()));
    }
  }

  @Test
  void namesAndErrorsSurviveOddFolders() {
    Path folder = temporary.resolve("a b\u00e9\ud83d\ude00 -x");
    assertDoesNotThrow(() -> open(folder).close());
    assertTrue(Files.exists(folder.resolve("study.yaml")));
    assertFalse(Files.exists(folder.resolve("results.json")));
    RidgelineException e =
        assertThrows(RidgelineException.class, () -> open(Path.of("/proc/no-such-place/study")));
    assertTrue(String.valueOf(e.getMessage()).contains("/proc/no-such-place"), e.getMessage());
  }
}
