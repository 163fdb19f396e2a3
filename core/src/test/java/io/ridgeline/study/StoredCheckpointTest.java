package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial can go on from outlives its process, and nothing else. */
class StoredCheckpointTest {
  private static final TrialSpec TRIAL = FakeStudy.plan().get(0);

  @TempDir Path folder;

  private TrialStore open(Disk disk) {
    return TrialStore.open(
        folder.resolve("s"), FakeStudy.spec(), disk, folder.resolve("crash.log"));
  }

  private List<String> entries() throws IOException {
    try (var entries = Files.list(folder.resolve("s").resolve("trials"))) {
      return entries.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }

  @Test
  void itIsThereWhenTheTrialIsTakenUpAndGoneWhenItHasFinished() throws IOException {
    try (TrialStore store = open(new Disk())) {
      Files.writeString(store.start(TRIAL.key()).resolve("half"), "x");
      assertEquals(Optional.empty(), store.checkpoint(TRIAL.key()).last());
      store.checkpoint(TRIAL.key()).keep(new byte[] {1, 2});
      store.checkpoint(TRIAL.key()).keep(new byte[] {3});
    }
    try (TrialStore store = open(new Disk())) {
      assertEquals(List.of(".checkpoint-" + TRIAL.key()), entries());
      Path own = store.start(TRIAL.key());
      assertArrayEquals(new byte[] {3}, store.checkpoint(TRIAL.key()).last().orElseThrow());
      try (var files = Files.list(own)) {
        assertEquals(0, files.count(), "the trial's own folder is empty");
      }
      store.finish(FakeStudy.record(TRIAL));
      assertEquals(List.of(TRIAL.key().value()), entries());
    }
  }

  @Test
  void whatAKillLeftOfAFinishedTrialIsRemovedOnOpening() throws IOException {
    try (TrialStore store = open(new Disk())) {
      store.start(TRIAL.key());
      store.finish(FakeStudy.record(TRIAL));
      store.checkpoint(TRIAL.key()).keep(new byte[] {1});
    }
    open(new Disk()).close();
    assertEquals(List.of(TRIAL.key().value()), entries());
  }

  @Test
  void aDamagedOneIsNone() throws IOException {
    try (TrialStore store = open(new Disk())) {
      store.checkpoint(TRIAL.key()).keep(new byte[] {1, 2, 3, 4});
      Path file = store.checkpoint(TRIAL.key()).file();
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        Files.write(file, bad);
        assertEquals(Optional.empty(), store.checkpoint(TRIAL.key()).last(), "byte " + i);
        Files.write(file, java.util.Arrays.copyOf(good, i));
        assertEquals(Optional.empty(), store.checkpoint(TRIAL.key()).last(), i + " bytes");
      }
    }
  }

  @Test
  void aDiskThatFailsLeavesTheOneBefore() {
    for (int failAt = 1; failAt <= 3; failAt++) {
      int failing = failAt;
      int[] operations = {Integer.MIN_VALUE};
      Disk disk =
          new Disk() {
            private void count() throws IOException {
              if (++operations[0] == failing) {
                throw new IOException("No space left on device");
              }
            }

            @Override
            void write(Path file, byte[] bytes) throws IOException {
              super.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
              count();
              super.write(file, bytes);
            }

            @Override
            void rename(Path from, Path to) throws IOException {
              count();
              super.rename(from, to);
            }

            @Override
            void force(Path path) throws IOException {
              count();
              super.force(path);
            }
          };
      try (TrialStore store = open(disk)) {
        store.checkpoint(TRIAL.key()).keep(new byte[] {1});
        operations[0] = 0;
        StoreException e =
            assertThrows(
                StoreException.class, () -> store.checkpoint(TRIAL.key()).keep(new byte[] {2}));
        assertEquals(StoreException.Reason.IO, e.reason());
      }
      try (TrialStore store = open(new Disk())) {
        byte kept = store.checkpoint(TRIAL.key()).last().orElseThrow()[0];
        assertTrue(kept == 1 || (kept == 2 && failAt == 3), "operation " + failAt);
        assertFalse(Files.exists(folder.resolve("s/trials/.tmp-.checkpoint-" + TRIAL.key())));
      }
    }
  }
}
