package io.ridgeline.app.cli;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Corruption;
import io.ridgeline.study.Overrides;
import io.ridgeline.study.ProbesFile;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import io.ridgeline.train.Prober;
import io.ridgeline.trial.Probe;
import io.ridgeline.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the models that a study kept, and adds what it finds to the report. */
@Command(
    name = "probe",
    description = {
      "Judges every model of a study on corrupted images, measures how sharply its loss rises,",
      "and writes the report again with both. Trains nothing; no other result changes."
    },
    footer = {"", "Example: ridgeline study probe ridgeline-out/breast-ultrasound"})
public final class StudyProbeCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "P",
      description = "Where the data are now, if they were moved.")
  private @Nullable Path data;

  /** Prints to {@code console}. */
  public StudyProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Inputs.study(folder, spec);
    StudySpec study =
        StudyFile.read(
            folder.resolve("study.yaml"), Vocabularies.all(), new Overrides(data, List.of()));
    LoadedStudy loaded = LoadedStudy.of(study);
    StudyWork work = new StudyWork(loaded, folder, console);
    StoredTrials stored = StoredTrials.read(folder);
    Map<String, Split> splits =
        loaded.splits().stream().collect(Collectors.toMap(Split::name, Function.identity()));
    List<TrialRecord> trials =
        work.sorted(stored).stream()
            .filter(r -> r.completed() && splits.containsKey(r.spec().split()))
            .toList();
    work.refuseOtherData(trials);
    ProbesFile.write(folder, probes(loaded, stored, splits, trials));
    return work.report(false);
  }

  private List<Probe> probes(
      LoadedStudy study, StoredTrials stored, Map<String, Split> splits, List<TrialRecord> trials) {
    Prober prober = new Prober(study.spec().task(), study.spec().metric());
    Map<TrialRecord, Map<String, List<Double>>> corrupted = new LinkedHashMap<>();
    trials.forEach(t -> corrupted.put(t, new LinkedHashMap<>()));
    for (Corruption kind : Corruption.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      console.say("corrupting: " + name);
      for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
        Prepared images = corrupted(study, kind, severity);
        corrupted.forEach(
            (trial, found) ->
                found
                    .computeIfAbsent(name, k -> new ArrayList<>())
                    .add(prober.judge(model(stored, trial), images, split(splits, trial).test())));
      }
    }
    console.say("measuring sharpness");
    List<Probe> probes = new ArrayList<>();
    corrupted.forEach(
        (trial, found) ->
            probes.add(
                new Probe(
                    trial.spec().key(),
                    found,
                    prober.sharpness(
                        model(stored, trial), study.prepared(), split(splits, trial)))));
    return probes;
  }

  private static Path model(StoredTrials stored, TrialRecord trial) {
    return stored.folder(trial.spec().key()).resolve("model");
  }

  private static Split split(Map<String, Split> splits, TrialRecord trial) {
    Split split = splits.get(trial.spec().split());
    if (split == null) {
      throw new IllegalStateException(trial.spec().split());
    }
    return split;
  }

  /** Every image corrupted, each in its own way that is the same for all arms. */
  private static Prepared corrupted(LoadedStudy study, Corruption kind, int severity) {
    Cohort cohort = study.cohort();
    List<Example> examples = new ArrayList<>();
    for (Example e : cohort.examples()) {
      long seed = Streams.seed(study.spec().seed(), "corruption", kind.name(), severity, e.id());
      examples.add(
          new Example(
              e.id(),
              e.group(),
              kind.of(e.image(), severity, Streams.random(seed)),
              e.target(),
              e.part(),
              e.columns()));
    }
    return Prepared.of(
        new Cohort(
            cohort.name(),
            cohort.classes(),
            cohort.strata(),
            examples,
            cohort.simulated(),
            cohort.left()),
        study.spec().data().preparation());
  }
}
