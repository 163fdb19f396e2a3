package io.ridgeline.app.cli;

import io.ridgeline.DataException;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.Split;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Kind;
import io.ridgeline.report.Answer;
import io.ridgeline.report.ReportInput;
import io.ridgeline.report.StudyReport;
import io.ridgeline.study.LearningCurve;
import io.ridgeline.study.ProbesFile;
import io.ridgeline.study.Results;
import io.ridgeline.study.ResultsFile;
import io.ridgeline.study.Robustness;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.study.StudyPlan;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyRunner;
import io.ridgeline.study.Subgroups;
import io.ridgeline.study.TimingsFile;
import io.ridgeline.study.TrialStore;
import io.ridgeline.study.TuningResults;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a study to its end and writes what it found; what demo, run and report share. */
final class StudyWork {
  private final LoadedStudy study;
  private final Path folder;
  private final Console console;

  StudyWork(LoadedStudy study, Path folder, Console console) {
    this.study = study;
    this.folder = folder;
    this.console = console;
  }

  /**
   * Runs or resumes, then reports.
   *
   * @return the exit status
   */
  int run(int workers, boolean json) throws Exception {
    return Interruptible.run(() -> trials(workers) ? report(json) : ExitCode.INTERRUPTED);
  }

  /** Whether the study came to its end. */
  private boolean trials(int workers) {
    ProgressLines progress = new ProgressLines(console);
    try (TrialStore store = TrialStore.open(folder, study.spec())) {
      new StudyRunner(store, study.runner(), workers, progress).run(study.plan());
      return true;
    } catch (InterruptedException e) {
      progress.end();
      console.say("interrupted; what is finished is kept: resume with the same command");
      return false;
    } finally {
      progress.end();
    }
  }

  /**
   * Writes the results, the report and every arm's model, and prints the answer.
   *
   * @return the exit status
   */
  int report(boolean json) {
    return report(json, List.of());
  }

  /**
   * The same with tables of subgroups.
   *
   * @param columns of the manifest
   */
  int report(boolean json, List<String> columns) {
    StoredTrials stored = StoredTrials.read(folder);
    List<TrialRecord> all = sorted(stored);
    refuseOtherData(all);
    StudyPlan plan = study.plan();
    boolean running = all.size() < plan.size();
    List<TrialRecord> records = on(study.splits(), all);
    List<TrialRecord> searches =
        on(study.inner().values().stream().flatMap(List::stream).toList(), all);
    StudyResults results =
        Results.of(study.spec(), study.cohort(), study.splits(), records)
            .with(
                TuningResults.of(study.spec(), plan, all),
                LearningCurve.of(study.spec(), study.cohort(), study.curve(), all));
    ResultsFile.write(folder, results);
    TimingsFile.write(folder, all, Instant.now());
    Path page =
        StudyReport.write(folder, input(results, records, searches, stored, running, columns));
    if (!running) {
      keepModels(stored, records);
    }
    if (json) {
      console.out().print(ResultsFile.json(results));
    } else {
      Answer.of(results, running).forEach(line -> console.out().println(line + "\n"));
      console.out().println("Report: " + page);
      if (!running) {
        console.out().println("Models: " + folder.resolve("models"));
      }
    }
    return records.stream().allMatch(TrialRecord::completed) ? ExitCode.OK : ExitCode.FAILED_TRIALS;
  }

  /** The records of all trials that have ended, whatever the order in which they did. */
  List<TrialRecord> sorted(StoredTrials stored) {
    return stored.records().stream()
        .sorted(
            Comparator.comparing((TrialRecord r) -> r.spec().arm().name())
                .thenComparing(r -> r.spec().split())
                .thenComparing(r -> r.spec().seed()))
        .toList();
  }

  private static List<TrialRecord> on(List<Split> splits, List<TrialRecord> records) {
    Set<String> names = splits.stream().map(Split::name).collect(Collectors.toSet());
    return records.stream().filter(r -> names.contains(r.spec().split())).toList();
  }

  void refuseOtherData(List<TrialRecord> records) {
    if (records.stream().anyMatch(r -> !r.spec().data().equals(study.hash()))) {
      throw new DataException(
          folder + ": its trials were run on other data than there are now; bring the data back");
    }
    if (records.stream().anyMatch(r -> !r.spec().start().equals(study.startHash()))) {
      throw new StudyFileException(
          study.spec().start()
              + ": its weights are not those that the trials in "
              + folder
              + " started from; bring them back");
    }
  }

  private ReportInput input(
      StudyResults results,
      List<TrialRecord> records,
      List<TrialRecord> searches,
      StoredTrials stored,
      boolean running,
      List<String> columns) {
    Map<String, Descriptor> methods = new LinkedHashMap<>();
    for (Arm arm : study.spec().arms()) {
      for (Setting method : arm.methods()) {
        methods.put(method.name(), Catalog.descriptors().get(method.name()));
      }
    }
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      kind.listed(methods.values()).forEach(d -> kinds.put(d.name(), kind.heading()));
    }
    Map<String, String> environment = new LinkedHashMap<>(Versions.all());
    environment.put("threads of a trial", Integer.toString(study.spec().threads()));
    environment.put("study file, SHA-256", study.spec().hash());
    environment.put("data and splits, SHA-256", study.hash());
    if (study.start() != null) {
      environment.put("starting weights, SHA-256", study.startHash());
    }
    return new ReportInput(
        results,
        records,
        study.spec().toYaml(),
        methods,
        kinds,
        new ReportInput.DataSheet(
            study.audit().lines(), study.audit().leaks(), study.audit().counts(), unit()),
        Overlays.of(study, stored, records, results),
        BoxPictures.of(study.cohort(), records, results),
        environment,
        running,
        new ReportInput.Further(
            Subgroups.of(study.spec(), study.cohort(), study.splits(), records, columns),
            searches,
            Robustness.of(study.spec(), study.splits(), records, ProbesFile.read(folder))));
  }

  /** The unit of distances in the images; both where only some of them say how far pixels lie. */
  private String unit() {
    return study.cohort().examples().stream()
        .map(example -> example.image().spacing().unit())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  /** Of every arm, the model of the trial that did best on validation, under {@code models/}. */
  private void keepModels(StoredTrials stored, List<TrialRecord> records) {
    Metric metric = Metrics.named(study.spec().metric());
    for (Arm arm : study.spec().arms()) {
      Path target = folder.resolve("models").resolve(arm.name());
      Optional<TrialRecord> best =
          best(
              records.stream().filter(r -> r.spec().arm().name().equals(arm.name())).toList(),
              metric);
      if (best.isPresent() && !Files.exists(target)) {
        ModelPackage.read(stored.folder(best.get().spec().key()).resolve("model")).write(target);
      }
    }
  }

  /** The completed trial whose evaluated weights are best on validation; undefined is worst. */
  static Optional<TrialRecord> best(List<TrialRecord> records, Metric metric) {
    return records.stream()
        .filter(TrialRecord::completed)
        .max(Comparator.comparingDouble(r -> goodness(r, metric)));
  }

  private static double goodness(TrialRecord record, Metric metric) {
    PartResult validation = record.predictions().get(Part.VALIDATION);
    double value = validation == null ? Double.NaN : validation.metric(metric.name());
    return Double.isNaN(value)
        ? Double.NEGATIVE_INFINITY
        : metric.higherIsBetter() ? value : -value;
  }
}
