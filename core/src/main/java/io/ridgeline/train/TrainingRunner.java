package io.ridgeline.train;

import io.ridgeline.EngineException;
import io.ridgeline.RidgelineException;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Scope;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs trials of a study: trains the model of a specification and evaluates it on every part. */
public final class TrainingRunner implements TrialRunner {
  private final Prepared prepared;
  private final Map<String, Split> splits;

  /** Trials on one prepared cohort. */
  public TrainingRunner(Prepared prepared, List<Split> splits) {
    this.prepared = prepared;
    this.splits = splits.stream().collect(Collectors.toMap(Split::name, Function.identity()));
  }

  @Override
  public TrialRecord run(TrialSpec spec, Path folder, Progress progress)
      throws InterruptedException {
    long start = System.nanoTime();
    Engine.useThreads(spec.threads());
    try (Scope scope = Scope.open()) {
      return trained(spec, folder, progress, start);
    } catch (RidgelineException e) {
      String hint =
          e instanceof EngineException engine && engine.outOfMemory()
              ? "give a smaller batch, smaller images or a narrower model"
              : "see the reason";
      return new TrialRecord(
          spec,
          new TrialOutcome.Failed(String.valueOf(e.getMessage()), hint),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          0,
          new TrialRecord.Timing((System.nanoTime() - start) / 1e9, Double.NaN));
    }
  }

  private TrialRecord trained(TrialSpec spec, Path folder, Progress progress, long start)
      throws InterruptedException {
    Split split = splits.get(spec.split());
    if (split == null) {
      throw new IllegalArgumentException("no split " + spec.split() + " in " + splits.keySet());
    }
    Classification task = new Classification(prepared.cohort().classes().size());
    TrainingPlan plan = TrainingPlan.of(spec.training(), spec.metric());
    long seed = Streams.seed(spec.studySeed(), "trial", spec.split(), spec.seed());
    Normalization normalization = Normalization.measure(prepared, split.train());
    Model model =
        Architecture.of(spec.model()).build(prepared.shape(), plan.loss().outputs(task.classes()));
    model.weights().initialize(new Generator(Streams.seed(seed, "init")));
    Hooks hooks = new Hooks(Catalog.create(spec.arm().methods()), seed);
    Samples train = Samples.of(prepared, split.train(), normalization);
    Samples validation = Samples.of(prepared, split.validation(), normalization);
    Training training = new Training(model, plan, hooks, task);
    TrialOutcome outcome = training.run(train, validation, Streams.seed(seed, "order"), progress);

    Map<Part, Predictions> predictions = new EnumMap<>(Part.class);
    Map<Part, Double> losses = new EnumMap<>(Part.class);
    if (outcome instanceof TrialOutcome.Completed) {
      Samples test = Samples.of(prepared, split.test(), normalization);
      Map.of(Part.TRAIN, train, Part.VALIDATION, validation, Part.TEST, test)
          .forEach(
              (part, samples) -> {
                Evaluation evaluation = Evaluation.of(model, plan.loss(), samples, task);
                predictions.put(part, evaluation.predictions());
                losses.put(part, evaluation.loss());
              });
    }
    List<EpochRecord> epochs = List.copyOf(training.epochs());
    return new TrialRecord(
        spec,
        outcome,
        epochs,
        predictions,
        losses,
        hooks.evidence(),
        model.weights().trainedCount(),
        new TrialRecord.Timing((System.nanoTime() - start) / 1e9, training.medianStepSeconds()));
  }
}
