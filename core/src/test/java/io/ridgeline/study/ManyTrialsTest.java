package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial costs does not grow with the number of trials that stand beside it. */
class ManyTrialsTest {
  @TempDir Path temporary;

  /** Writes without waiting for the disk. */
  private static final class Hasty extends Disk {
    @Override
    void append(RandomAccessFile file, byte[] bytes) throws IOException {
      file.seek(file.length());
      file.write(bytes);
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
      Files.write(file, bytes);
    }

    @Override
    void force(Path path) {}

    @Override
    void forceTree(Path folder) {}
  }

  private Path folder(int seeds) {
    Path folder = temporary.resolve("s" + seeds);
    try (TrialStore store = open(folder, seeds)) {
      for (TrialSpec trial :
          StudyPlan.trials(FakeStudy.spec(seeds), List.of("holdout"), FakeStudy.DATA, "")) {
        store.start(trial.key());
        store.finish(FakeStudy.record(trial));
      }
    }
    return folder;
  }

  private TrialStore open(Path folder, int seeds) {
    return TrialStore.open(
        folder, FakeStudy.spec(seeds), new Hasty(), temporary.resolve("crash.log"));
  }

  /** Nanoseconds of processor time that opening a study takes for each trial, the least of five. */
  private double nanosATrial(Path folder, int seeds) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadCpuTime();
      try (TrialStore store = open(folder, seeds)) {
        assertEquals(4 * seeds, store.trials().finished().size());
      }
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - before) / (4.0 * seeds));
    }
    return least;
  }

  /**
   * With every trial looked up among all, four times as many would take four times as long each.
   */
  @Test
  void openingTakesAsMuchForEachTrialHoweverManyThereAre() {
    Path few = folder(125);
    Path many = folder(500);
    nanosATrial(few, 125);
    double each = nanosATrial(few, 125);
    double eachOfMany = nanosATrial(many, 500);
    assertTrue(eachOfMany < 2 * each, each + " ns a trial of 500, of 2,000 " + eachOfMany);
  }

  @Test
  void recordsComeInTheOrderInWhichTheyFinished() {
    List<TrialSpec> plan =
        StudyPlan.trials(FakeStudy.spec(125), List.of("holdout"), FakeStudy.DATA, "");
    assertEquals(
        plan, StoredTrials.read(folder(125)).records().stream().map(r -> r.spec()).toList());
  }
}
