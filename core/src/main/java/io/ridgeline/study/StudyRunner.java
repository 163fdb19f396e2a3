package io.ridgeline.study;

import io.ridgeline.EngineException;
import io.ridgeline.RidgelineException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.trial.Checkpoint;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs the trials of a study that are not yet finished, on several workers. A trial's failure is
 * kept as its outcome; only an interrupt or a failing disk ends the run, and what is finished by
 * then stays.
 */
public final class StudyRunner {
  /** How long workers may take to stop at their next step. */
  private static final long STOP_SECONDS = 60;

  private static final int CRASHES_ALLOWED = 1;
  private static final String MEMORY_HINT =
      "use a smaller batch, image or model, or fewer workers, or give more memory";
  private static final String FAULT_HINT =
      "this is a fault of Ridgeline; report it with the study file";
  private static final String CRASH_HINT =
      "it may need more memory than there is: use a smaller batch, image or model";

  private final TrialStore store;
  private final TrialRunner runner;
  private final int workers;
  private final StudyProgress progress;
  private final Set<TrialKey> finished = ConcurrentHashMap.newKeySet();
  private final Map<TrialKey, Course> courseOf = new HashMap<>();
  private volatile boolean stopping;
  private int done;
  private int total;
  private int doneBefore;
  private long startNanos;

  /**
   * A runner for one call of {@link #run}.
   *
   * @param workers trials at a time; no result depends on it
   */
  public StudyRunner(TrialStore store, TrialRunner runner, int workers, StudyProgress progress) {
    this.store = store;
    this.runner = runner;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Runs what is left of {@code plan}.
   *
   * @throws InterruptedException if this thread was interrupted; the workers have then stopped, and
   *     the same call on the same folder goes on from there
   * @throws StudyFileException if the folder holds trials that are not in the plan: the data or the
   *     starting weights changed
   * @throws StoreException if the disk fails
   */
  public void run(StudyPlan plan) throws InterruptedException {
    finished.addAll(store.trials().finished().keySet());
    List<TrialSpec> left = left(plan.courses());
    refuseOtherData();
    total = plan.size();
    doneBefore = finished.size();
    done = doneBefore;
    startNanos = System.nanoTime();
    progress.begun(new StudyProgress.Standing(done, total, null));
    // What was under way in a crash runs alone, so that a second crash has one possible cause.
    for (TrialSpec suspect : left.stream().filter(t -> store.crashes(t.key()) > 0).toList()) {
      if (finished.contains(suspect.key())) {
        continue; // it followed from another suspect
      }
      if (store.crashes(suspect.key()) > CRASHES_ALLOWED) {
        store.start(suspect.key());
        keep(failed(suspect, "the process crashed in this trial twice", CRASH_HINT));
      } else {
        run(List.of(suspect), 1);
      }
    }
    run(left(plan.courses()), workers);
  }

  /** The trials that are known of and not finished; from now on each knows its course. */
  private List<TrialSpec> left(List<Course> courses) {
    List<TrialSpec> left = new ArrayList<>();
    for (Course course : courses) {
      for (TrialSpec trial : course.trials(this::ended)) {
        courseOf.put(trial.key(), course);
        if (!finished.contains(trial.key())) {
          left.add(trial);
        }
      }
    }
    return left;
  }

  private Optional<TrialRecord> ended(TrialSpec trial) {
    TrialKey key = trial.key();
    return finished.contains(key) ? Optional.of(store.trials().record(key)) : Optional.empty();
  }

  private void refuseOtherData() {
    Set<TrialKey> strangers = new HashSet<>(finished);
    strangers.removeAll(courseOf.keySet());
    if (!strangers.isEmpty()) {
      throw new StudyFileException(
          store.folder()
              + ": "
              + strangers.size()
              + " trials in this folder were run on other data or splits, or from other starting"
              + " weights, than there are now; bring those back, or give another folder");
    }
  }

  /** Runs trials, and those that follow from what comes of them. */
  private void run(List<TrialSpec> trials, int threads) throws InterruptedException {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "trial-worker");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<TrialKey> running = new ExecutorCompletionService<>(executor);
      Set<TrialKey> submitted = new HashSet<>();
      trials.forEach(trial -> submit(trial, submitted, running));
      for (int ended = 0; ended < submitted.size(); ended++) {
        Course course = Objects.requireNonNull(courseOf.get(running.take().get()));
        if (course instanceof Course.Tuned) {
          left(List.of(course)).forEach(trial -> submit(trial, submitted, running));
        }
      }
    } catch (InterruptedException e) {
      stop(executor);
      store.interrupted();
      throw e;
    } catch (ExecutionException e) {
      stop(executor);
      if (e.getCause() instanceof StoreException disk) {
        throw disk;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private void submit(
      TrialSpec trial, Set<TrialKey> submitted, CompletionService<TrialKey> running) {
    if (submitted.add(trial.key())) {
      running.submit(() -> runUnlessStopping(trial), trial.key());
    }
  }

  /** Waits for the workers, so that nothing is written after the caller goes on. */
  private void stop(ExecutorService executor) {
    stopping = true;
    executor.shutdownNow();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    boolean interrupted = false;
    while (!executor.isTerminated() && System.nanoTime() < deadline) {
      try {
        if (executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runUnlessStopping(TrialSpec trial) {
    if (stopping) {
      return;
    }
    try {
      run(trial);
    } catch (RuntimeException e) {
      stopping = true; // Here, because this worker takes its next trial before the caller hears.
      throw e;
    }
  }

  private void run(TrialSpec trial) {
    Path folder = store.start(trial.key());
    synchronized (this) {
      progress.trialStarted(trial);
    }
    TrialRecord record;
    try {
      record = runner.run(trial, folder, new Heard(trial));
      if (!record.spec().equals(trial)) {
        record = failed(trial, "the runner gave the record of another trial", FAULT_HINT);
      }
    } catch (InterruptedException e) {
      record = failed(trial, "interrupted, though nobody stopped the study", FAULT_HINT);
    } catch (StoreException e) {
      throw e;
    } catch (Throwable e) {
      record = failed(trial, reason(e), hint(e));
    }
    if (stopping && record.outcome() instanceof TrialOutcome.Failed) {
      return; // Whatever an interrupt broke is no failure of the trial.
    }
    keep(record);
  }

  /** Passes on what a trial tells, and keeps its checkpoints. */
  private final class Heard implements TrialRunner.Progress {
    private final TrialSpec trial;

    Heard(TrialSpec trial) {
      this.trial = trial;
    }

    @Override
    public void epoch(EpochRecord epoch, int epochs) {
      synchronized (StudyRunner.this) {
        progress.epoch(trial, epoch, epochs);
      }
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
      return Optional.of(store.checkpoint(trial.key()));
    }
  }

  private void keep(TrialRecord record) {
    store.finish(record);
    finished.add(record.spec().key());
    synchronized (this) {
      done++;
      long each = (System.nanoTime() - startNanos) / (done - doneBefore);
      progress.trialFinished(
          record, new StudyProgress.Standing(done, total, Duration.ofNanos(each * (total - done))));
    }
  }

  private static TrialRecord failed(TrialSpec trial, String reason, String hint) {
    return new TrialRecord(
        trial,
        new TrialOutcome.Failed(reason, hint),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        0,
        new TrialRecord.Timing(0, 0));
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    if (e instanceof RidgelineException && message != null) {
      return message;
    }
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static String hint(Throwable e) {
    if (e instanceof OutOfMemoryError || (e instanceof EngineException x && x.outOfMemory())) {
      return MEMORY_HINT;
    }
    return e instanceof RidgelineException
        ? "change what the reason names and run the study in a new folder"
        : FAULT_HINT;
  }
}
