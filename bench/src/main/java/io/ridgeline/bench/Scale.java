package io.ridgeline.bench;

import io.ridgeline.data.Audit;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Folds;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.metric.Metrics;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Linear;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.study.Overrides;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudyPlan;
import io.ridgeline.study.StudyProgress;
import io.ridgeline.study.StudyRunner;
import io.ridgeline.study.StudySpec;
import io.ridgeline.study.TrialStore;
import io.ridgeline.study.Vocabulary;
import io.ridgeline.train.Classifier;
import io.ridgeline.train.LearningRate;
import io.ridgeline.train.Subset;
import io.ridgeline.train.TrainingPlan;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes the folder of a finished study of many trials that nobody trained, and times the store.
 *
 * <p>Arguments: {@code FOLDER SEEDS}. The study is 50 arms × 10 splits × SEEDS on 300 simulated
 * images; every trial leaves a record of 20 epochs, with what it says of every image, and a model
 * package.
 */
public final class Scale {
  private static final int ARMS = 50;
  private static final int EPOCHS = 20;
  private static final int APPENDS = 500;

  private Scale() {}

  /** Makes the folder and prints what the store took. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    StudySpec spec =
        StudyFile.parse(
            text(Integer.parseInt(args[1])),
            "scale.yaml",
            Path.of(""),
            vocabulary(),
            Overrides.NONE);
    Cohort cohort = PhantomGenerator.generate(spec.data().phantom(), TaskKind.CLASSIFICATION);
    List<Split> splits = Folds.of(cohort, spec.data().splitting(), spec.seed(), Audit.of(cohort));
    Prepared prepared = Prepared.of(cohort, spec.data().preparation());
    List<StudyPlan.SplitNames> names = new ArrayList<>();
    Map<String, Split> byName = new LinkedHashMap<>();
    for (Split split : splits) {
      names.add(new StudyPlan.SplitNames(split.name(), List.of(), List.of()));
      byName.put(split.name(), split);
    }
    StudyPlan plan = StudyPlan.of(spec, names, Catalog.descriptors(), prepared.hash(splits), "");
    Path model = folder.resolveSibling(folder.getFileName() + "-model");
    fit(prepared, splits.get(0), model);
    PrintStream out = System.out;
    try (TrialStore store = TrialStore.open(folder, spec)) {
      double[] milliseconds = new double[APPENDS];
      for (int i = 0; i < APPENDS; i++) {
        long start = System.nanoTime();
        store.interrupted();
        milliseconds[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(milliseconds);
      print(out, "a journal append, median, ms", milliseconds[APPENDS / 2]);
      long start = System.nanoTime();
      new StudyRunner(
              store,
              (trial, own, progress) -> {
                copy(model, own.resolve("model"));
                return record(trial, Objects.requireNonNull(byName.get(trial.split())), cohort);
              },
              2,
              StudyProgress.SILENT)
          .run(plan);
      print(out, "keeping a trial and its model, mean, ms", since(start) * 1e3 / plan.size());
    }
    long start = System.nanoTime();
    TrialStore.open(folder, spec).close();
    print(out, "opening the study to go on, s", since(start));
    start = System.nanoTime();
    int records = StoredTrials.read(folder).records().size();
    print(out, "reading " + records + " records, s", since(start));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(PrintStream out, String what, double value) {
    out.printf(Locale.ROOT, "%s: %.2f%n", what, value);
  }

  private static String text(int seeds) {
    StringBuilder text =
        new StringBuilder(
            "study: scale\ntask: classification\n"
                + "data: {phantom: {patients: 100, size: 16}, folds: 5, repeats: 2}\n"
                + "model: linear\ntraining: {epochs: "
                + EPOCHS
                + "}\nseeds: "
                + seeds
                + "\narms:\n  none: []\n");
    Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(TaskKind.CLASSIFICATION))
        .map(d -> new Setting(d.name(), Map.of()))
        .filter(one -> Catalog.conflict(List.of(one)).isEmpty())
        .filter(one -> Catalog.create(one).refuses(new Linear()).isEmpty())
        .limit(ARMS - 1)
        .map(Setting::name)
        .forEach(name -> text.append("  ").append(name).append(": [").append(name).append("]\n"));
    return text.toString();
  }

  private static Vocabulary vocabulary() {
    return new Vocabulary(
        Catalog.descriptors(),
        Map.of(),
        Architecture.catalog(),
        TrainingPlan.optimizers(),
        LearningRate.catalog(),
        byTask(task -> Loss.of(task).stream().map(Loss::name).toList()),
        byTask(Metrics::names),
        Catalog::conflict);
  }

  private static Map<TaskKind, List<String>> byTask(Function<TaskKind, List<String>> names) {
    Map<TaskKind, List<String>> byTask = new EnumMap<>(TaskKind.class);
    for (TaskKind task : TaskKind.values()) {
      byTask.put(task, names.apply(task));
    }
    return byTask;
  }

  private static void fit(Prepared prepared, Split split, Path target) throws InterruptedException {
    TrainingPlan plan =
        new TrainingPlan(
            new Optimizer.Adam(),
            0.01,
            new LearningRate.Constant(),
            new CrossEntropy(),
            32,
            1,
            "auroc");
    try (Classifier classifier = new Classifier(new Linear(), plan, List.of())) {
      classifier.fit(new Subset(prepared, split.train()), new Subset(prepared, split.validation()));
      classifier.save(target);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectory(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrialRecord record(TrialSpec trial, Split split, Cohort cohort) {
    RandomGenerator random = Streams.random(Streams.seed(1, "scale", trial.key().value()));
    List<EpochRecord> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double loss = (1 + random.nextDouble()) / epoch;
      double metric = 1 - 0.4 * loss;
      epochs.add(new EpochRecord(epoch, 1e-3, loss, metric, loss, metric, loss, 10 + loss, 0));
    }
    Map<Part, PartResult> said = new EnumMap<>(Part.class);
    Map<Part, Double> losses = new EnumMap<>(Part.class);
    said.put(Part.TRAIN, predictions(split.train(), cohort, random));
    said.put(Part.VALIDATION, predictions(split.validation(), cohort, random));
    said.put(Part.TEST, predictions(split.test(), cohort, random));
    said.keySet().forEach(part -> losses.put(part, random.nextDouble()));
    Map<String, String> evidence = new LinkedHashMap<>();
    trial.arm().methods().forEach(m -> evidence.put(m.name(), "made up"));
    return new TrialRecord(
        trial,
        new TrialOutcome.Completed(EPOCHS, EPOCHS, ""),
        epochs,
        said,
        losses,
        evidence,
        514,
        new TrialRecord.Timing(1 + random.nextDouble(), 0.001));
  }

  private static Predictions predictions(int[] examples, Cohort cohort, RandomGenerator random) {
    int[] labels = Arrays.stream(examples).map(cohort::label).toArray();
    double[][] probabilities = new double[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      double p = 1 / (1 + Math.exp(-random.nextGaussian() - (2 * labels[i] - 1)));
      probabilities[i] = new double[] {1 - p, p};
    }
    return new Predictions(examples, labels, probabilities);
  }
}
