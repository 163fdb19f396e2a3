package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StudyRunnerTest {
  @TempDir Path temporary;

  private TrialStore open(String name) {
    return TrialStore.open(
        temporary.resolve(name), FakeStudy.spec(), new Disk(), temporary.resolve("crash.log"));
  }

  private static void run(TrialStore store, TrialRunner runner, int workers)
      throws InterruptedException {
    new StudyRunner(store, runner, workers, StudyProgress.SILENT)
        .run(StudyPlan.of(FakeStudy.plan()));
  }

  private static Map<TrialKey, TrialOutcome> outcomes(TrialStore store) {
    return store.trials().finished();
  }

  @Test
  void planIsSeedMajorSoThatArmsAreEquallyFar() {
    List<TrialSpec> plan =
        StudyPlan.trials(FakeStudy.spec(), List.of("a", "b"), FakeStudy.DATA, "");
    assertEquals(48, plan.size());
    assertEquals(48, plan.stream().map(TrialSpec::key).distinct().count());
    List<String> first =
        plan.stream().limit(9).map(t -> t.seed() + t.split() + t.arm().name()).toList();
    assertEquals(
        List.of(
            "0anone",
            "0al1",
            "0adiverges",
            "0afails",
            "0bnone",
            "0bl1",
            "0bdiverges",
            "0bfails",
            "1anone"),
        first);
  }

  @Test
  void everyEndingOfATrialIsKeptAndTheStudyGoesOn() throws Exception {
    try (TrialStore store = open("s")) {
      run(store, FakeStudy.runner(0), 2);
      Map<TrialKey, TrialOutcome> outcomes = outcomes(store);
      assertEquals(24, outcomes.size());
      for (TrialSpec trial : FakeStudy.plan()) {
        TrialOutcome outcome = outcomes.get(trial.key());
        String arm = trial.arm().name();
        if (arm.equals("fails") && trial.seed() == 1) {
          TrialOutcome.Failed failed = assertInstanceOf(TrialOutcome.Failed.class, outcome);
          assertEquals("OutOfMemoryError: as ordered", failed.reason());
          assertTrue(failed.hint().contains("smaller batch"), failed.hint());
        } else if (arm.equals("diverges") && trial.seed() < 2) {
          assertEquals(new TrialOutcome.Diverged(2, 7, "loss"), outcome);
        } else {
          assertEquals(new TrialOutcome.Completed(2, 2, ""), outcome);
        }
      }
    }
  }

  @Test
  void workersAndOrderDoNotChangeTheResults() throws Exception {
    String expected = null;
    for (int workers : List.of(1, 2, 8)) {
      try (TrialStore store = open("w" + workers)) {
        ChildStudy.run(store, workers, workers);
        String json = Files.readString(store.folder().resolve("results.json"));
        expected = expected == null ? json : expected;
        assertEquals(expected, json);
      }
    }
  }

  @Test
  void aSecondRunDoesOnlyWhatIsLeft() throws Exception {
    Set<TrialKey> ran = ConcurrentHashMap.newKeySet();
    TrialRunner counting =
        (spec, folder, progress) -> {
          assertTrue(ran.add(spec.key()), "run twice");
          return FakeStudy.record(spec);
        };
    try (TrialStore store = open("s")) {
      new StudyRunner(store, counting, 1, StudyProgress.SILENT)
          .run(StudyPlan.of(FakeStudy.plan().subList(0, 10)));
    }
    try (TrialStore store = open("s")) {
      assertEquals(10, ran.size());
      run(store, counting, 2);
      assertEquals(24, ran.size());
      run(store, counting, 2);
    }
  }

  @Test
  void anInterruptStopsTheWorkersAndLosesNothing() throws Exception {
    CountDownLatch third = new CountDownLatch(3);
    AtomicInteger inside = new AtomicInteger();
    TrialRunner slowAfterThree =
        (spec, folder, progress) -> {
          inside.incrementAndGet();
          try {
            third.countDown();
            Thread.sleep(third.getCount() > 0 ? 0 : 30_000);
            return FakeStudy.record(spec);
          } catch (InterruptedException e) {
            // Half of all engines wrap an interrupt into something else.
            if (spec.seed() % 2 == 0) {
              throw new IllegalStateException("closed by interrupt", e);
            }
            throw e;
          } finally {
            inside.decrementAndGet();
          }
        };
    try (TrialStore store = open("s")) {
      Thread caller = Thread.currentThread();
      Thread interrupter =
          new Thread(
              () -> {
                try {
                  third.await();
                  Thread.sleep(200);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                caller.interrupt();
              });
      interrupter.start();
      assertThrows(InterruptedException.class, () -> run(store, slowAfterThree, 2));
      interrupter.join();
      assertEquals(0, inside.get());
      assertEquals(2, outcomes(store).size());
      assertEquals(Set.of(), store.trials().underWay());
      run(store, FakeStudy.runner(0), 2);
      assertEquals(24, outcomes(store).size());
      assertEquals(24, store.trials().records().size());
    }
  }

  @Test
  void aFailingDiskEndsTheStudyAndAnotherErrorDoesNot() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    TrialRunner runner =
        (spec, folder, progress) -> {
          int call = calls.incrementAndGet();
          if (call == 3) {
            throw new DataException("no such image");
          }
          if (call == 5) {
            throw new StoreException(StoreException.Reason.IO, folder, "full", null);
          }
          return FakeStudy.record(spec);
        };
    try (TrialStore store = open("s")) {
      assertThrows(StoreException.class, () -> run(store, runner, 1));
      assertEquals(4, outcomes(store).size());
      TrialOutcome third = List.copyOf(outcomes(store).values()).get(2);
      assertEquals("no such image", assertInstanceOf(TrialOutcome.Failed.class, third).reason());
    }
  }

  @Test
  void theRecordOfAnotherTrialIsNotTaken() throws Exception {
    TrialSpec other = FakeStudy.plan().get(0);
    try (TrialStore store = open("s")) {
      run(store, (spec, folder, progress) -> FakeStudy.record(other), 1);
      assertEquals(
          23,
          outcomes(store).values().stream().filter(TrialOutcome.Failed.class::isInstance).count());
    }
  }

  @Test
  void trialsOfOtherDataAreRefused() throws Exception {
    try (TrialStore store = open("s")) {
      run(store, FakeStudy.runner(0), 2);
      List<TrialSpec> plan =
          StudyPlan.trials(FakeStudy.spec(), List.of("holdout"), "1".repeat(64), "");
      StudyFileException e =
          assertThrows(
              StudyFileException.class,
              () ->
                  new StudyRunner(store, FakeStudy.runner(0), 1, StudyProgress.SILENT)
                      .run(StudyPlan.of(plan)));
      assertTrue(String.valueOf(e.getMessage()).contains("other data"), e.getMessage());
    }
  }

  /** Two trials are under way in a crash; one is guilty. The other must come out well. */
  @Test
  void ofTheSuspectsOfACrashOnlyTheGuiltyIsRecordedAsFailed() throws Exception {
    Path mark = temporary.resolve("crash.log");
    TrialSpec innocent = FakeStudy.plan().get(3);
    TrialSpec guilty = FakeStudy.plan().get(5);
    try (TrialStore store = open("s")) {
      store.start(innocent.key());
      store.start(guilty.key());
    }
    Files.writeString(mark, "1");
    AtomicInteger running = new AtomicInteger();
    List<TrialKey> order = new ArrayList<>();
    TrialRunner crashing =
        (spec, folder, progress) -> {
          synchronized (order) {
            order.add(spec.key());
          }
          if (spec.equals(innocent) || spec.equals(guilty)) {
            assertEquals(0, running.get(), "a suspect runs alone");
          }
          if (spec.equals(guilty)) {
            throw new StoreException(StoreException.Reason.IO, folder, "as if crashed", null);
          }
          running.incrementAndGet();
          Thread.sleep(2);
          running.decrementAndGet();
          return FakeStudy.record(spec);
        };
    try (TrialStore store = open("s")) {
      assertThrows(StoreException.class, () -> run(store, crashing, 2));
      assertEquals(List.of(innocent.key(), guilty.key()), order);
    }
    assertTrue(mark.toFile().setLastModified(3_000_000));
    try (TrialStore store = open("s")) {
      run(store, crashing, 2);
      assertEquals(24, outcomes(store).size());
      assertInstanceOf(TrialOutcome.Completed.class, outcomes(store).get(innocent.key()));
      TrialOutcome.Failed failed =
          assertInstanceOf(TrialOutcome.Failed.class, outcomes(store).get(guilty.key()));
      assertEquals("the process crashed in this trial twice", failed.reason());
    }
  }

  @Test
  void progressIsToldInOrderAndNeverTwoAtATime() throws Exception {
    List<String> heard = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    StudyProgress progress =
        new StudyProgress() {
          private void hear(String what) {
            assertEquals(1, inside.incrementAndGet());
            heard.add(what);
            inside.decrementAndGet();
          }

          @Override
          public void begun(Standing standing) {
            hear("begun " + standing.done() + "/" + standing.total());
          }

          @Override
          public void trialStarted(TrialSpec trial) {
            hear("started");
          }

          @Override
          public void epoch(TrialSpec trial, EpochRecord epoch, int epochs) {
            hear("epoch");
          }

          @Override
          public void trialFinished(TrialRecord record, Standing standing) {
            Duration left = standing.left();
            assertFalse(left == null || left.isNegative());
            assertEquals(standing.done() == standing.total(), left != null && left.isZero());
            hear("finished " + standing.done() + "/" + standing.total());
          }
        };
    try (TrialStore store = open("s")) {
      new StudyRunner(store, FakeStudy.runner(1), 4, progress).run(StudyPlan.of(FakeStudy.plan()));
    }
    assertEquals("begun 0/24", heard.get(0));
    assertEquals("finished 24/24", heard.get(heard.size() - 1));
    assertEquals(24, heard.stream().filter("started"::equals).count());
    assertEquals(46, heard.stream().filter("epoch"::equals).count());
  }
}
