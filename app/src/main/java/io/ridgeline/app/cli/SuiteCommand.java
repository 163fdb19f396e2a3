package io.ridgeline.app.cli;

import io.ridgeline.DataException;
import io.ridgeline.StudyFileException;
import io.ridgeline.study.ResultsFile;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudySpec;
import io.ridgeline.study.SuiteFile;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs several studies one after another, or takes them up where they were left; compares them. */
@Command(
    name = "suite",
    description = {
      "Runs or resumes the studies that a file lists, each in a folder of its own,",
      "and compares their arms over all data sets. A study that cannot be run ends no other.",
      "Exit status: that of the first study that could not be run; 5 if trials failed."
    },
    footer = {"", "Example: ridgeline suite suite.yaml --out my-suite"})
public final class SuiteCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The suite: studies: [a.yaml, b.yaml].")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the studies' folders and the comparison are; default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("ridgeline-suite");

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Trials at a time; default: one a core. No result depends on it.")
  private int parallel = Workers.DEFAULT;

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public SuiteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (parallel < Workers.DEFAULT) {
      throw new ParameterException(spec.commandLine(), "--parallel needs 1 or more");
    }
    SuiteFile suite = SuiteFile.read(file);
    Map<Path, StudySpec> studies = studies(suite);
    Map<String, StudyResults> results = new LinkedHashMap<>();
    List<Integer> codes = new ArrayList<>();
    for (Map.Entry<Path, StudySpec> study : studies.entrySet()) {
      int code = run(study.getKey(), study.getValue());
      codes.add(code);
      if (code == ExitCode.INTERRUPTED) {
        return code;
      }
      if (code == ExitCode.OK || code == ExitCode.FAILED_TRIALS) {
        results.put(study.getValue().name(), ResultsFile.read(study.getKey()));
      }
    }
    compare(results, suite);
    return codes.stream()
        .filter(code -> code != ExitCode.OK && code != ExitCode.FAILED_TRIALS)
        .findFirst()
        .orElse(codes.contains(ExitCode.FAILED_TRIALS) ? ExitCode.FAILED_TRIALS : ExitCode.OK);
  }

  /** By folder; every study file is read before the first study is run. */
  private Map<Path, StudySpec> studies(SuiteFile suite) {
    Map<Path, StudySpec> studies = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (SuiteFile.Entry entry : suite.studies()) {
      try {
        StudySpec study = StudyFile.read(entry.file(), Vocabularies.all(), entry.changes());
        if (studies.put(out.resolve(Names.file(study.name())), study) != null) {
          problems.add(
              entry.file()
                  + ": another study is called "
                  + study.name()
                  + " too; give it another name, such as set: [\"study=other\"]");
        }
      } catch (StudyFileException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new StudyFileException(String.join("\n", problems));
    }
    return studies;
  }

  private int run(Path folder, StudySpec study) {
    console.say("study " + study.name() + " in " + folder);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      int code =
          new StudyWork(
                  LoadedStudy.of(study),
                  folder,
                  new Console(nowhere, console.err(), console.live()))
              .run(Workers.of(parallel, study.threads()), false);
      if (!json && code != ExitCode.INTERRUPTED) {
        console.out().println(study.name() + ": " + folder.resolve("report.html"));
      }
      return code;
    } catch (Exception e) {
      return Errors.thrown(e, false, console);
    }
  }

  private void compare(Map<String, StudyResults> results, SuiteFile suite) {
    if (results.size() < 2) {
      console.say("fewer than two studies have results, so there is nothing to compare");
      return;
    }
    try {
      new ComparisonWork(out, console).write(results, suite.metric(), json);
    } catch (DataException e) {
      console.say("not compared: " + e.getMessage());
    }
  }
}
