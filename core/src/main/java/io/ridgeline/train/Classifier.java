package io.ridgeline.train;

import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.deploy.ModelDescription;
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
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image classifier to fit, evaluate, ask and save.
 *
 * <p>Exactly the listed regularizers act; there is no other. Holds native memory until it is
 * closed; is used and closed on the thread that made it, the last one made first.
 */
public final class Classifier implements AutoCloseable {
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
      Classification task,
      Prepared prepared,
      String start,
      Map<String, Integer> images) {}

  /**
   * A classifier that is yet to be fitted.
   *
   * @param architecture the network
   * @param plan how it is fitted
   * @param regularizers what acts beside the data loss; an empty list is none
   */
  public Classifier(
      Architecture architecture, TrainingPlan plan, List<? extends Regularizer> regularizers) {
    this(architecture, plan, regularizers, 1);
  }

  /**
   * A classifier whose every random stream derives from {@code seed}.
   *
   * @throws io.ridgeline.StudyFileException if two methods cannot stand together, or one not alone
   */
  public Classifier(
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    Catalog.conflict(regularizers.stream().map(Regularizer::setting).toList())
        .ifPresent(
            why -> {
              throw new io.ridgeline.StudyFileException(why);
            });
    this.architecture = architecture;
    this.plan = plan;
    this.regularizers = List.copyOf(regularizers);
    this.seed = seed;
    Engine.useThreads(1);
    this.scope = Scope.open();
  }

  /**
   * Lets the fit start from the weights of a model package instead of random ones: arrays of the
   * same name and shape are taken, others stay random.
   *
   * @return this
   * @throws io.ridgeline.StudyFileException if there is no such package
   * @throws io.ridgeline.StoreException if it is not what was written
   */
  public Classifier startingFrom(Path modelPackage) {
    return startingFrom(Start.read(modelPackage));
  }

  Classifier startingFrom(Start from) {
    start = from;
    return this;
  }

  /**
   * Fits the network from new initial weights, or from those of {@link #startingFrom}.
   *
   * @return what was measured after each epoch
   * @throws InterruptedException if the thread was interrupted
   * @throws io.ridgeline.StudyFileException if no kernel fits of the weights to start from
   */
  public History fit(Subset train, Subset validation) throws InterruptedException {
    return fit(train, validation, (epoch, epochs) -> {});
  }

  /** As {@link #fit(Subset, Subset)}, telling of every epoch as it ends. */
  public History fit(Subset train, Subset validation, TrialRunner.Progress progress)
      throws InterruptedException {
    if (fitted != null) {
      throw new IllegalStateException("fitted already; make another classifier");
    }
    Prepared prepared = train.prepared();
    Classification task = new Classification(prepared.cohort().classes().size());
    Normalization normalization = Normalization.measure(prepared, train.examples());
    Model model = architecture.build(prepared.shape(), plan.loss().outputs(task.classes()));
    model.weights().initialize(new Generator(Streams.seed(seed, "init")));
    String taken = start == null ? "" : start.load(model);
    Hooks hooks = new Hooks(regularizers, seed);
    Training training = new Training(model, plan, hooks, task);
    Samples judges = Samples.of(validation.prepared(), validation.examples(), normalization);
    TrialOutcome outcome =
        training.run(
            Samples.of(prepared, train.examples(), normalization),
            judges,
            Streams.seed(seed, "order"),
            progress);
    fitted =
        new Fitted(
            model,
            new Prediction(model, plan.loss(), regularizers)
                .fit(judges.images(), judges.labels(), hooks),
            normalization,
            task,
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

  /** Every metric on some examples, by name; undefined ones are NaN. */
  public Map<String, Double> evaluate(Subset subset) {
    Predictions p = predict(subset);
    return ClassificationMetrics.all(p.labels(), p.probabilities());
  }

  /** Class probabilities of some examples. */
  public Predictions predict(Subset subset) {
    return look(subset).predictions();
  }

  Evaluation look(Subset subset) {
    Fitted f = fitted();
    try (Scope step = Scope.open()) {
      Samples samples = Samples.of(subset.prepared(), subset.examples(), f.normalization);
      return Evaluation.of(f.model, plan.loss(), samples, f.task).by(f.prediction, samples);
    }
  }

  /** Keeps the model as a package: a new folder, or a file ending in {@code .zip}. */
  public void save(Path target) {
    Fitted f = fitted();
    pack(
            "classifier",
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
    return new ModelPackage(
        new ModelDescription(
            name,
            "classification",
            classes,
            architecture.setting(),
            plan.loss().name(),
            ModelDescription.Input.of(
                f.prepared.shape(), f.prepared.preparation(), f.normalization),
            f.prediction.methods().stream().map(Regularizer::setting).toList(),
            classes.size() == 2 ? Double.valueOf(0.5) : null,
            provenance),
        arrays(f.model),
        f.prediction.members().stream().map(Classifier::arrays).toList());
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
