package io.ridgeline.app.cli;

import io.ridgeline.study.Overrides;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how far a study is, while it runs or after. */
@Command(
    name = "status",
    description = "Shows how many trials of each arm are done; the study may be running.",
    footer = {"", "Example: ridgeline study status ridgeline-out/breast-ultrasound"})
public final class StudyStatusCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public StudyStatusCommand(Console console) {
    this.console = console;
  }

  private record ArmStatus(String name, int planned, int completed, int diverged, int failed) {}

  private record Status(
      String study, int planned, int finished, int underWay, List<ArmStatus> arms) {}

  @Override
  public Integer call() {
    Inputs.study(folder, spec);
    StoredTrials stored = StoredTrials.read(folder);
    StudySpec study =
        StudyFile.read(folder.resolve("study.yaml"), Vocabularies.all(), Overrides.NONE);
    List<TrialRecord> records = stored.records();
    int each = study.plannedPerArm();
    List<ArmStatus> arms =
        study.arms().stream()
            .map(
                arm ->
                    new ArmStatus(
                        arm.name(),
                        each,
                        count(records, arm.name(), TrialOutcome.Completed.class),
                        count(records, arm.name(), TrialOutcome.Diverged.class),
                        count(records, arm.name(), TrialOutcome.Failed.class)))
            .toList();
    Status status =
        new Status(
            study.name(), each * arms.size(), records.size(), stored.underWay().size(), arms);
    if (json) {
      console.json(status);
    } else {
      print(status);
    }
    return ExitCode.OK;
  }

  private void print(Status status) {
    console
        .out()
        .println(status.study + ": " + status.finished + " of " + status.planned + " trials");
    int width = status.arms.stream().mapToInt(a -> a.name.length()).max().orElse(0);
    for (ArmStatus arm : status.arms) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "  %-" + width + "s  %d of %d completed, %d diverged, %d failed%n",
              arm.name,
              arm.completed,
              arm.planned,
              arm.diverged,
              arm.failed);
    }
  }

  private static int count(
      List<TrialRecord> records, String arm, Class<? extends TrialOutcome> outcome) {
    return (int)
        records.stream()
            .filter(r -> r.spec().arm().name().equals(arm) && outcome.isInstance(r.outcome()))
            .count();
  }
}
