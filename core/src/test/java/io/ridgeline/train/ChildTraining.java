package io.ridgeline.train;

import io.ridgeline.data.Audit;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Folds;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.study.Overrides;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudyPlan;
import io.ridgeline.study.StudyProgress;
import io.ridgeline.study.StudyRunner;
import io.ridgeline.study.StudySpec;
import io.ridgeline.study.TrialStore;
import io.ridgeline.study.Vocabulary;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A study of real trainings in a process of its own, to be killed in the middle of a trial. */
final class ChildTraining {
  static final int EPOCHS = 12;

  private static final String STUDY =
      """
      study: killed
      task: classification
      data: {phantom: {patients: 20, size: 16}, split: holdout}
      model: {name: resnet, width: 4, blocks: [1, 1]}
      training: {epochs: EPOCHS, batch: 8}
      seeds: 1
      arms:
        none: []
        many: [flip, dropout, lookahead, ema, {early-stopping: {patience: 9}}]
      """
          .replace("EPOCHS", Integer.toString(EPOCHS));

  private ChildTraining() {}

  /**
   * Starts it; it writes every epoch that it runs into the file {@code heard}.
   *
   * @param millis that it waits after each epoch
   */
  static Process start(Path folder, Path heard, long millis) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ErrorFile=" + folder.resolveSibling("crash-%p.log"),
            "-Xmx256m",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-cp",
            System.getProperty("java.class.path"),
            ChildTraining.class.getName(),
            folder.toString(),
            heard.toString(),
            Long.toString(millis))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    StudySpec spec =
        StudyFile.parse(STUDY, "killed.yaml", Path.of(""), vocabulary(), Overrides.NONE);
    Cohort cohort = PhantomGenerator.generate(spec.data().phantom(), spec.task());
    List<Split> splits = Folds.of(cohort, spec.data().splitting(), spec.seed(), Audit.of(cohort));
    Prepared prepared = Prepared.of(cohort, spec.data().preparation());
    Map<String, List<String>> names = new LinkedHashMap<>();
    splits.forEach(split -> names.put(split.name(), List.of()));
    StudyPlan plan = StudyPlan.of(spec, names, Catalog.descriptors(), prepared.hash(splits), "");
    TrainingRunner runner =
        new TrainingRunner(
            spec.task(),
            prepared,
            splits,
            null,
            new TrainingRunner.Origin(spec.name(), spec.hash(), Map.of()),
            Duration.ZERO);
    Heard heard = new Heard(Path.of(arguments[1]), Long.parseLong(arguments[2]));
    try (TrialStore store = TrialStore.open(Path.of(arguments[0]), spec)) {
      new StudyRunner(store, runner, 1, heard).run(plan);
    }
  }

  private static Vocabulary vocabulary() {
    return new Vocabulary(
        Catalog.descriptors(),
        Map.of(),
        Architecture.catalog(),
        TrainingPlan.optimizers(),
        LearningRate.catalog(),
        Map.of(TaskKind.CLASSIFICATION, List.of("cross-entropy")),
        Map.of(TaskKind.CLASSIFICATION, List.of("auroc")),
        Catalog::conflict);
  }

  private record Heard(Path file, long millis) implements StudyProgress {
    @Override
    public void epoch(TrialSpec trial, EpochRecord epoch, int epochs) {
      try {
        Files.writeString(
            file,
            trial.arm().name() + " " + epoch.epoch() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        Thread.sleep(millis);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
