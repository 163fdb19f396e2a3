package io.ridgeline.app.cli;

import io.ridgeline.study.Overrides;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a study's results and report again from its journal. */
@Command(
    name = "report",
    description = "Writes results.json and report.html again from the journal; trains nothing.",
    footer = {"", "Example: ridgeline report ridgeline-out/breast-ultrasound"})
public final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  @Option(names = "--data", paramLabel = "P", description = "Where the data are, if they moved.")
  private @Nullable Path data;

  @Option(
      names = "--subgroup",
      paramLabel = "COLUMN",
      split = ",",
      description = "Also show results by a column of the manifest; numbers by quartile.")
  private List<String> subgroups = List.of();

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Inputs.study(folder, spec);
    StudySpec study =
        StudyFile.read(
            folder.resolve("study.yaml"),
            Vocabularies.all(),
            data == null ? Overrides.NONE : new Overrides(data, List.of()));
    return new StudyWork(LoadedStudy.of(study), folder, console).report(json, subgroups);
  }
}
