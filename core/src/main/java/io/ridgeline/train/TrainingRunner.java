package io.ridgeline.train;

import io.ridgeline.EngineException;
import io.ridgeline.RidgelineException;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.deploy.ModelDescription;
import io.ridgeline.deploy.ModelDescription.Estimate;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Engine;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials of a study: trains the model of a specification, evaluates it on every part, and
 * leaves it as a package in the trial's folder {@code model}.
 */
public final class TrainingRunner implements TrialRunner {
  private final TaskKind task;
  private final Prepared prepared;
  private final Map<String, Split> splits;
  private final @Nullable Start start;
  private final Origin origin;
  private final Duration checkpointEvery;

  /**
   * What trials cannot know of themselves.
   *
   * @param study name of the study
   * @param specHash SHA-256 of the resolved study file
   * @param versions of Ridgeline, the engine and the Java runtime
   */
  public record Origin(String study, String specHash, Map<String, String> versions) {}

  /**
   * Trials on one prepared cohort.
   *
   * @param start whose weights every trial starts from; null for random ones
   */
  public TrainingRunner(
      TaskKind task, Prepared prepared, List<Split> splits, @Nullable Start start, Origin origin) {
    this(task, prepared, splits, start, origin, Checkpoints.EVERY);
  }

  /**
   * The same, where a trial is never set back by much more than {@code checkpointEvery} when it is
   * cut off.
   */
  public TrainingRunner(
      TaskKind task,
      Prepared prepared,
      List<Split> splits,
      @Nullable Start start,
      Origin origin,
      Duration checkpointEvery) {
    this.checkpointEvery = checkpointEvery;
    this.task = task;
    this.start = start;
    this.prepared = prepared;
    this.splits = splits.stream().collect(Collectors.toMap(Split::name, Function.identity()));
    this.origin = origin;
  }

  @Override
  public TrialRecord run(TrialSpec spec, Path folder, Progress progress)
      throws InterruptedException {
    Checkpoints checkpoints =
        new Checkpoints(progress.checkpoint(), origin.versions().toString(), checkpointEvery);
    try {
      return trained(spec, folder, progress, checkpoints);
    } catch (EngineException e) {
      String hint =
          e.outOfMemory() ? "give a smaller batch, smaller images or a narrower model" : "";
      return failed(spec, e, hint, checkpoints.seconds());
    }
  }

  private static TrialRecord failed(
      TrialSpec spec, RidgelineException e, String hint, double seconds) {
    return new TrialRecord(
        spec,
        new TrialOutcome.Failed(String.valueOf(e.getMessage()), hint),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        0,
        new TrialRecord.Timing(seconds, Double.NaN));
  }

  private TrialRecord trained(
      TrialSpec spec, Path folder, Progress progress, Checkpoints checkpoints)
      throws InterruptedException {
    Split split = splits.get(spec.split());
    if (split == null) {
      throw new IllegalArgumentException("no split " + spec.split() + " in " + splits.keySet());
    }
    if (!spec.start().equals(start == null ? "" : start.hash())) {
      throw new IllegalArgumentException("a trial from other weights: " + spec.start());
    }
    TrainingPlan plan = TrainingPlan.of(spec.training(), spec.metric());
    long seed = Streams.seed(spec.studySeed(), "trial", spec.split(), spec.seed());
    try (Fitting fitting =
        new Fitting(
            task,
            Architecture.of(spec.model()),
            plan,
            Catalog.create(spec.arm().methods()),
            seed)) {
      Engine.useThreads(spec.threads());
      if (start != null) {
        fitting.startingFrom(start);
      }
      History history =
          fitting.fit(
              new Subset(prepared, split.train()),
              new Subset(prepared, split.validation()),
              progress,
              checkpoints);
      Map<Part, PartResult> predictions = new EnumMap<>(Part.class);
      Map<Part, Double> losses = new EnumMap<>(Part.class);
      // An inner split judges a search by its validation part; nothing else of it is asked for.
      boolean inner = split.test().length == 0;
      if (history.outcome() instanceof TrialOutcome.Completed) {
        for (Part part : inner ? new Part[] {Part.VALIDATION} : Part.values()) {
          Evaluation seen = fitting.look(new Subset(prepared, examples(split, part)));
          predictions.put(part, seen.result());
          losses.put(part, seen.loss());
        }
      }
      if (!predictions.isEmpty() && !inner) {
        fitting
            .pack(origin.study() + " " + spec.arm().name(), provenance(spec, history, predictions))
            .write(folder.resolve("model"));
      }
      return new TrialRecord(
          spec,
          history.outcome(),
          history.epochs(),
          predictions,
          losses,
          history.evidence(),
          history.parameters(),
          new TrialRecord.Timing(checkpoints.seconds(), history.stepSeconds()));
    }
  }

  private static int[] examples(Split split, Part part) {
    return switch (part) {
      case TRAIN -> split.train();
      case VALIDATION -> split.validation();
      case TEST -> split.test();
    };
  }

  private ModelDescription.Provenance provenance(
      TrialSpec spec, History history, Map<Part, PartResult> predictions) {
    Map<String, Integer> images = new LinkedHashMap<>();
    Map<Part, Map<String, Estimate>> metrics = new EnumMap<>(Part.class);
    predictions.forEach(
        (part, p) -> {
          images.put(part.name().toLowerCase(Locale.ROOT), p.size());
          Map<String, Estimate> estimates = new LinkedHashMap<>();
          p.metrics().forEach((name, value) -> estimates.put(name, estimate(value)));
          metrics.put(part, estimates);
        });
    return new ModelDescription.Provenance(
        origin.study(),
        origin.specHash(),
        spec.key().value(),
        spec.arm(),
        spec.split(),
        spec.seed(),
        prepared.cohort().name(),
        spec.data(),
        prepared.cohort().simulated(),
        history.evidence().getOrDefault("start", ""),
        images,
        metrics.getOrDefault(Part.VALIDATION, Map.of()),
        metrics.getOrDefault(Part.TEST, Map.of()),
        origin.versions());
  }

  private static Estimate estimate(double value) {
    @Nullable Double defined = Double.isNaN(value) ? null : Double.valueOf(value);
    return new Estimate(defined, null, null);
  }
}
