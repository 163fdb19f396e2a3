package io.ridgeline.train;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.deploy.ModelDescription;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weight;
import io.ridgeline.metric.Metrics;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model of any task, from its plan to its package.
 *
 * <p>Exactly the listed regularizers act. Holds native memory until it is closed; is used and
 * closed on the thread that made it, the last one made first.
 */
final class Fitting implements AutoCloseable {
  private final TaskKind task;
  private final Architecture architecture;
  private final List<Regularizer> regularizers;
  private final TrainingPlan plan;
  private final long seed;
  private final Scope scope;
  private @Nullable Start start;
  private @Nullable Fitted fitted;

  /** What fitting leaves. */
  private record Fitted(
      Model model,
      Prediction prediction,
      Normalization normalization,
      Prepared prepared,
      String start,
      Map<String, Integer> images) {}

  /**
   * A model that is yet to be fitted; its every random stream derives from {@code seed}.
   *
   * @throws StudyFileException if two methods cannot stand together, or one not alone, or not in
   *     this model, or if anything is not defined for the task
   */
  Fitting(
      TaskKind task,
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    requireDefined(task, architecture, plan, regularizers);
    Catalog.conflict(regularizers.stream().map(Regularizer::setting).toList())
        .ifPresent(
            why -> {
              throw new StudyFileException(why);
            });
    for (Regularizer method : regularizers) {
      method
          .refuses(architecture)
          .ifPresent(
              why -> {
                throw new StudyFileException(why);
              });
    }
    this.task = task;
    this.architecture = architecture;
    this.plan = plan;
    this.regularizers = List.copyOf(regularizers);
    this.seed = seed;
    Engine.useThreads(1);
    this.scope = Scope.open();
  }

  private static void requireDefined(
      TaskKind task,
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers) {
    Map<String, Boolean> defined = new LinkedHashMap<>();
    defined.put(
        architecture.setting().name(),
        Descriptor.of(architecture.getClass()).tasks().contains(task));
    defined.put(plan.loss().name(), plan.loss().tasks().contains(task));
    defined.put(plan.metric(), Metrics.names(task).contains(plan.metric()));
    for (Regularizer method : regularizers) {
      defined.put(method.name(), Descriptor.of(method.getClass()).tasks().contains(task));
    }
    defined.forEach(
        (name, fits) -> {
          if (!fits) {
            throw new StudyFileException(
                name + " is not defined for " + task.name().toLowerCase(Locale.ROOT));
          }
        });
  }

  void startingFrom(Start from) {
    start = from;
  }

  /** As {@link Learner#fit}. */
  History fit(
      Subset train, Subset validation, TrialRunner.Progress progress, Checkpoints checkpoints)
      throws InterruptedException {
    if (fitted != null) {
      throw new IllegalStateException("fitted already; make another");
    }
    Prepared prepared = train.prepared();
    Normalization normalization = Normalization.measure(prepared, train.examples());
    Samples judges = Samples.of(task, validation, normalization);
    int classes = prepared.cohort().classes().size();
    Model model = architecture.build(prepared.shape(), plan.loss().outputs(classes));
    model.weights().initialize(new Generator(Streams.seed(seed, "init")));
    String taken = start == null ? "" : start.load(model);
    Hooks hooks = new Hooks(regularizers, seed);
    Training training = new Training(model, plan, hooks, checkpoints);
    TrialOutcome outcome =
        training.run(Samples.of(task, train, normalization), judges, seed, progress);
    fitted =
        new Fitted(
            model,
            judges.fit(new Prediction(model, plan.loss(), regularizers), hooks),
            normalization,
            prepared,
            taken,
            Map.of("train", train.size(), "validation", validation.size()));
    Map<String, String> evidence = new LinkedHashMap<>(hooks.evidence());
    if (!taken.isEmpty()) {
      evidence.put("start", taken);
    }
    return new History(
        outcome,
        List.copyOf(training.epochs()),
        evidence,
        model.weights().trainedCount(),
        training.medianStepSeconds());
  }

  private Fitted fitted() {
    if (fitted == null) {
      throw new IllegalStateException("not fitted yet; call fit first");
    }
    return fitted;
  }

  /** What the fitted model says of some examples. */
  Evaluation look(Subset subset) {
    Fitted f = fitted();
    try (Scope step = Scope.open()) {
      return Samples.of(task, subset, f.normalization)
          .look(f.model, plan.loss(), f.prediction, Metrics.names(task));
    }
  }

  /** Keeps the model as a package: a new folder, or a file ending in {@code .zip}. */
  void save(Path target) {
    Fitted f = fitted();
    pack(
            "model",
            new ModelDescription.Provenance(
                "",
                "",
                "",
                new Arm("", regularizers.stream().map(Regularizer::setting).toList()),
                "",
                0,
                f.prepared.cohort().name(),
                f.prepared.hash(),
                f.prepared.cohort().simulated(),
                f.start,
                f.images,
                Map.of(),
                Map.of(),
                Map.of("libtorch", Engine.version())))
        .write(target);
  }

  ModelPackage pack(String name, ModelDescription.Provenance provenance) {
    Fitted f = fitted();
    List<String> classes = f.prepared.cohort().classes();
    boolean threshold = task == TaskKind.CLASSIFICATION && classes.size() == 2;
    return new ModelPackage(
        new ModelDescription(
            name,
            task.name().toLowerCase(Locale.ROOT),
            classes,
            architecture.setting(),
            plan.loss().name(),
            ModelDescription.Input.of(
                f.prepared.shape(), f.prepared.preparation(), f.normalization),
            f.prediction.methods().stream().map(Regularizer::setting).toList(),
            threshold ? Double.valueOf(0.5) : null,
            provenance),
        arrays(f.model),
        f.prediction.members().stream().map(Fitting::arrays).toList());
  }

  private static Map<String, NamedArray> arrays(Model model) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (Weight w : model.weights().all()) {
      arrays.put(w.name(), new NamedArray(w.shape(), w.tensor().toArray()));
    }
    return arrays;
  }

  @Override
  public void close() {
    scope.close();
  }
}
