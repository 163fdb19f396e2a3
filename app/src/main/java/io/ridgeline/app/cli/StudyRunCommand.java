package io.ridgeline.app.cli;

import io.ridgeline.describe.Parameter;
import io.ridgeline.study.StudySpec;
import io.ridgeline.trial.Arm;
import io.ridgeline.tune.Dimension;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a study, or takes it up where it was left. */
@Command(
    name = "run",
    description = {
      "Runs a study, or resumes it, and writes its report.",
      "Exit status 5 if trials failed; 130 if interrupted: the same command resumes."
    },
    footer = {"", "Example: ridgeline study run my-study.yaml --set seeds=3 --out my-study"})
public final class StudyRunCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private StudyFileOptions options = new StudyFileOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The study's folder; default: ridgeline-out/ and the study's name.")
  private @Nullable Path out;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Trials at a time; default: one a core. No result depends on it.")
  private int parallel = Workers.DEFAULT;

  @Option(names = "--dry-run", description = "Check everything and show the plan; train nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public StudyRunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (parallel < Workers.DEFAULT) {
      throw new ParameterException(spec.commandLine(), "--parallel needs 1 or more");
    }
    StudySpec study = options.read();
    LoadedStudy loaded = LoadedStudy.of(study);
    if (dryRun) {
      plan(loaded, console.out());
      return ExitCode.OK;
    }
    Path folder = out == null ? Path.of("ridgeline-out", Names.file(study.name())) : out;
    return new StudyWork(loaded, folder, console).run(Workers.of(parallel, study.threads()), json);
  }

  private static void plan(LoadedStudy loaded, PrintStream out) {
    StudySpec study = loaded.spec();
    out.println("Study:  " + study.name());
    out.println("Data:   " + loaded.cohort().name() + ", images of " + loaded.prepared().shape());
    loaded.audit().lines().forEach(line -> out.println("        " + line));
    out.println("Splits: " + loaded.splits().size() + ", seeds: " + study.seeds());
    study.arms().forEach(arm -> out.println("Arm:    " + arm.name() + " " + arm.methods()));
    int epochs = study.training().epochs();
    for (Arm arm : study.arms()) {
      List<Dimension> searched = study.searched().getOrDefault(arm.name(), List.of());
      if (!searched.isEmpty()) {
        out.println("Tuned:  " + arm.name() + " " + words(searched));
      }
    }
    if (study.tuning() == null) {
      out.println("Trials: " + loaded.plan().size() + " of " + epochs + " epochs");
    } else {
      out.println(
          "Trials: "
              + loaded.plan().size()
              + "; for each arm in each split a search ("
              + study.tuning().rounds(epochs)
              + " epochs), then "
              + study.seeds()
              + " of "
              + epochs);
    }
  }

  private static String words(List<Dimension> searched) {
    return searched.stream()
        .map(d -> d.path() + " in " + range(d.parameter()))
        .collect(Collectors.joining(", "));
  }

  private static String range(Parameter parameter) {
    return parameter.search().isEmpty() ? parameter.interval() : parameter.searchRange();
  }
}
