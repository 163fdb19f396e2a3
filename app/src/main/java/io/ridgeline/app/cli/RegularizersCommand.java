package io.ridgeline.app.cli;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the catalogue, or one method with its parameters, definition and papers. */
@Command(
    name = "regularizers",
    description = "Lists every regularizer, or tells all about one.",
    footer = {"", "Example: ridgeline regularizers dropout"})
public final class RegularizersCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "One method; default: all.")
  private @Nullable String name;

  @Option(names = "--task", paramLabel = "T", description = "Only those for this task.")
  private @Nullable String task;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a page of documentation.")
  private boolean markdown;

  /** Prints to {@code console}. */
  public RegularizersCommand(Console console) {
    this.console = console;
  }

  /** One method as JSON. */
  private record Entry(
      String name,
      List<String> kinds,
      String summary,
      String formula,
      String when,
      String cost,
      List<String> tasks,
      List<Parameter> parameters,
      List<String> papers) {}

  @Override
  public Integer call() {
    List<Descriptor> shown = selected();
    if (json) {
      List<Entry> entries = shown.stream().map(RegularizersCommand::entry).toList();
      console.json(name == null ? entries : entries.get(0));
    } else if (markdown) {
      CatalogMarkdown.print(shown, console.out());
    } else if (name == null) {
      CatalogText.list(shown, console.out());
    } else {
      CatalogText.one(shown.get(0), console.out());
    }
    return ExitCode.OK;
  }

  private List<Descriptor> selected() {
    if (name != null) {
      Descriptor one = Catalog.descriptors().get(name);
      if (one == null) {
        throw usage("method", name, List.copyOf(Catalog.descriptors().keySet()));
      }
      return List.of(one);
    }
    if (task == null) {
      return List.copyOf(Catalog.descriptors().values());
    }
    TaskKind wanted =
        Arrays.stream(TaskKind.values())
            .filter(t -> lower(t).equals(task))
            .findFirst()
            .orElseThrow(
                () ->
                    usage(
                        "task",
                        String.valueOf(task),
                        Arrays.stream(TaskKind.values()).map(RegularizersCommand::lower).toList()));
    return Catalog.descriptors().values().stream().filter(d -> d.tasks().contains(wanted)).toList();
  }

  private ParameterException usage(String kind, String given, List<String> known) {
    return new ParameterException(spec.commandLine(), Suggestion.unknown(kind, given, known));
  }

  private static Entry entry(Descriptor d) {
    return new Entry(
        d.name(),
        Kind.of(d).stream().map(Kind::heading).toList(),
        d.summary(),
        d.formula(),
        d.when(),
        d.cost().words(),
        d.tasks().stream().map(RegularizersCommand::lower).toList(),
        d.parameters(),
        d.papers());
  }

  private static String lower(TaskKind task) {
    return task.name().toLowerCase(Locale.ROOT);
  }
}
