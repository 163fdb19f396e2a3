package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study in a process of its own is killed at random moments and taken up again. */
@Timeout(600)
class KillTest {
  /** A nightly run gives 200. */
  private static final int KILLS = Integer.getInteger("ridgeline.kills", 20);

  private static final int KILLS_A_STUDY = 5;

  @TempDir Path temporary;

  @Test
  void killedAtAnyMomentAStudyEndsWithTheSameResults() throws Exception {
    Path undisturbed = temporary.resolve("undisturbed");
    try (TrialStore store = TrialStore.open(undisturbed, FakeStudy.spec())) {
      ChildStudy.run(store, 1, 0);
    }
    String expected = Files.readString(undisturbed.resolve("results.json"));
    Random random = new Random(20);
    int kills = 0;
    for (int study = 0; kills < KILLS; study++) {
      Path folder = temporary.resolve("study" + study);
      int workers = 1 + study % 2;
      for (int n = 0; n < KILLS_A_STUDY && kills < KILLS; n++) {
        Process process = ChildStudy.start(folder, workers, 5);
        // The moment is drawn in what the journal grows by, so that it does not depend on how busy
        // the machine is, and a little time after it.
        long length = length(folder) + 1 + random.nextInt(3000);
        while (length(folder) < length && process.isAlive()) {
          Thread.sleep(1);
        }
        process.waitFor(random.nextInt(12), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        kills += process.waitFor() == 0 ? 0 : 1;
      }
      assertEquals(0, ChildStudy.start(folder, workers, 0).waitFor());
      assertEquals(expected, Files.readString(folder.resolve("results.json")));
      StoredTrials trials = StoredTrials.read(folder);
      assertEquals(24, trials.records().size());
      assertEquals(
          1,
          trials.finished().values().stream().filter(TrialOutcome.Failed.class::isInstance).count(),
          "only the trial that fails by itself");
    }
  }

  private static long length(Path folder) {
    return folder.resolve("journal.jsonl").toFile().length();
  }

  @Test
  void theLockIsFreeAtOnceAfterAKill() throws Exception {
    Path folder = temporary.resolve("s");
    Process process = ChildStudy.start(folder, 1, 60_000);
    while (length(folder) == 0 && process.isAlive()) {
      Thread.sleep(5);
    }
    Process second = ChildStudy.start(folder, 1, 0);
    assertEquals(6, second.waitFor());
    process.destroyForcibly().waitFor();
    long begin = System.nanoTime();
    try (TrialStore store = TrialStore.open(folder, FakeStudy.spec())) {
      assertTrue(System.nanoTime() - begin < 1_000_000_000L);
      assertEquals(0, store.trials().finished().size());
    }
  }
}
