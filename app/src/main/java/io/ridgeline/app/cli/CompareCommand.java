package io.ridgeline.app.cli;

import io.ridgeline.image.Shown;
import io.ridgeline.metric.Metrics;
import io.ridgeline.study.ResultsFile;
import io.ridgeline.study.StudyResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the arms of several studies over their data sets. */
@Command(
    name = "compare",
    description = {
      "Compares the same arms over several studies, each of other data: Friedman's test,",
      "average ranks, Wilcoxon's test of each arm against the baseline. Trains nothing."
    },
    footer = {"", "Example: ridgeline compare ridgeline-out/* --out comparison"})
public final class CompareCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "The studies' folders.")
  private List<Path> folders = List.of();

  @Option(
      names = "--metric",
      paramLabel = "M",
      description = "By which to compare; default: the metric that decides in all of them.")
  private @Nullable String metric;

  @Option(names = "--out", paramLabel = "DIR", description = "Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("ridgeline-compare");

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (metric != null && Metrics.find(metric).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--metric " + metric + ": there is no such metric");
    }
    Map<String, StudyResults> studies = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (!Files.exists(Inputs.study(folder, spec).resolve(ResultsFile.NAME))) {
        throw new ParameterException(
            spec.commandLine(),
            Shown.path(folder)
                + ": there are no results yet; 'ridgeline report' writes them from its journal");
      }
      StudyResults results = ResultsFile.read(folder);
      String name = results.study();
      studies.put(studies.containsKey(name) ? name + " (" + folder + ")" : name, results);
    }
    new ComparisonWork(out, console).write(studies, metric, json);
    return ExitCode.OK;
  }
}
