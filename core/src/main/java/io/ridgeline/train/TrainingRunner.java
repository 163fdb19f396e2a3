package io.ridgeline.train;

import io.ridgeline.EngineException;
import io.ridgeline.RidgelineException;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.deploy.ModelDescription;
import io.ridgeline.deploy.ModelDescription.Estimate;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weight;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials of a study: trains the model of a specification, evaluates it on every part, and
 * leaves it as a package in the trial's folder {@code model}.
 */
public final class TrainingRunner implements TrialRunner {
  private final Prepared prepared;
  private final Resize resize;
  private final Map<String, Split> splits;
  private final Origin origin;

  /**
   * What trials cannot know of themselves.
   *
   * @param study name of the study
   * @param specHash SHA-256 of the resolved study file
   * @param versions of Ridgeline, the engine and the Java runtime
   */
  public record Origin(String study, String specHash, Map<String, String> versions) {}

  /** Trials on one prepared cohort. */
  public TrainingRunner(Prepared prepared, Resize resize, List<Split> splits, Origin origin) {
    this.prepared = prepared;
    this.resize = resize;
    this.splits = splits.stream().collect(Collectors.toMap(Split::name, Function.identity()));
    this.origin = origin;
  }

  @Override
  public TrialRecord run(TrialSpec spec, Path folder, Progress progress)
      throws InterruptedException {
    long start = System.nanoTime();
    Engine.useThreads(spec.threads());
    try (Scope scope = Scope.open()) {
      return trained(spec, folder, progress, start);
    } catch (EngineException e) {
      String hint =
          e.outOfMemory() ? "give a smaller batch, smaller images or a narrower model" : "";
      return failed(spec, e, hint, start);
    }
  }

  private static TrialRecord failed(TrialSpec spec, RidgelineException e, String hint, long start) {
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
      Map<Part, Samples> parts = new EnumMap<>(Part.class);
      parts.put(Part.TRAIN, train);
      parts.put(Part.VALIDATION, validation);
      parts.put(Part.TEST, Samples.of(prepared, split.test(), normalization));
      parts.forEach(
          (part, samples) -> {
            Evaluation evaluation = Evaluation.of(model, plan.loss(), samples, task);
            predictions.put(part, evaluation.predictions());
            losses.put(part, evaluation.loss());
          });
      describe(spec, model, normalization, predictions).write(folder.resolve("model"));
    }
    return new TrialRecord(
        spec,
        outcome,
        List.copyOf(training.epochs()),
        predictions,
        losses,
        hooks.evidence(),
        model.weights().trainedCount(),
        new TrialRecord.Timing((System.nanoTime() - start) / 1e9, training.medianStepSeconds()));
  }

  private ModelPackage describe(
      TrialSpec spec,
      Model model,
      Normalization normalization,
      Map<Part, Predictions> predictions) {
    Map<String, Integer> images = new LinkedHashMap<>();
    Map<Part, Map<String, Estimate>> metrics = new EnumMap<>(Part.class);
    predictions.forEach(
        (part, p) -> {
          images.put(part.name().toLowerCase(java.util.Locale.ROOT), p.size());
          Map<String, Estimate> estimates = new LinkedHashMap<>();
          ClassificationMetrics.all(p.labels(), p.probabilities())
              .forEach((name, value) -> estimates.put(name, estimate(value)));
          metrics.put(part, estimates);
        });
    List<String> classes = prepared.cohort().classes();
    ModelDescription description =
        new ModelDescription(
            origin.study() + " " + spec.arm().name(),
            "classification",
            classes,
            model.architecture().setting(),
            spec.training().loss(),
            ModelDescription.Input.of(prepared.shape(), resize, normalization),
            classes.size() == 2 ? Double.valueOf(0.5) : null,
            new ModelDescription.Provenance(
                origin.study(),
                origin.specHash(),
                spec.key().value(),
                spec.arm(),
                spec.split(),
                spec.seed(),
                prepared.cohort().name(),
                spec.data(),
                prepared.cohort().simulated(),
                images,
                metrics.getOrDefault(Part.VALIDATION, Map.of()),
                metrics.getOrDefault(Part.TEST, Map.of()),
                origin.versions()));
    Map<String, NamedArray> weights = new LinkedHashMap<>();
    for (Weight w : model.weights().all()) {
      weights.put(w.name(), new NamedArray(w.shape(), w.tensor().toArray()));
    }
    return new ModelPackage(description, weights);
  }

  private static Estimate estimate(double value) {
    @Nullable Double defined = Double.isNaN(value) ? null : Double.valueOf(value);
    return new Estimate(defined, null, null);
  }
}
