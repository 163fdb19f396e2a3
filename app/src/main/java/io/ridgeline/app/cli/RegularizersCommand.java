package io.ridgeline.app.cli;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import java.io.PrintStream;
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
    } else if (name == null) {
      int width = shown.stream().mapToInt(d -> d.name().length()).max().orElse(0);
      String line = "%-" + (width + 2) + "s%s%n";
      shown.forEach(d -> console.out().printf(Locale.ROOT, line, d.name(), d.summary()));
    } else {
      print(shown.get(0), console.out());
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
        kinds(d),
        d.summary(),
        d.formula(),
        d.when(),
        d.cost().words(),
        d.tasks().stream().map(RegularizersCommand::lower).toList(),
        d.parameters(),
        d.papers());
  }

  private static void print(Descriptor d, PrintStream out) {
    out.println(d.name() + ": " + d.summary());
    line(out, "Acts as", String.join(", ", kinds(d)));
    line(out, "Formula", d.formula());
    line(out, "When", d.when());
    line(out, "Costs", d.cost().words());
    line(
        out,
        "Tasks",
        String.join(", ", d.tasks().stream().map(RegularizersCommand::lower).toList()));
    for (Parameter p : d.parameters()) {
      out.println();
      out.println("  " + p.name() + ": " + p.doc());
      out.println("    " + p.range() + "; default " + p.def());
      if (p.off() != null) {
        out.println("    does nothing at " + p.off());
      }
      if (!p.search().isEmpty()) {
        out.println("    tuned in " + p.search() + (p.log() ? " on a logarithmic scale" : ""));
      }
    }
    out.println();
    d.papers().forEach(paper -> line(out, "Paper", paper));
    out.println("In a study file:");
    out.println("  arms:");
    out.println("    " + d.name() + ": [{" + d.name() + ": " + yaml(d) + "}]");
  }

  private static String yaml(Descriptor d) {
    List<String> values = d.parameters().stream().map(p -> p.name() + ": " + p.def()).toList();
    return "{" + String.join(", ", values) + "}";
  }

  private static void line(PrintStream out, String label, String text) {
    if (!text.isEmpty()) {
      out.println(label + ": " + text);
    }
  }

  /** Where it acts: the permitted kinds of {@link Regularizer} that it implements. */
  private static List<String> kinds(Descriptor d) {
    return Arrays.stream(Regularizer.class.getPermittedSubclasses())
        .filter(kind -> kind.isAssignableFrom(d.type()))
        .map(kind -> kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " "))
        .map(words -> words.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String lower(TaskKind task) {
    return task.name().toLowerCase(Locale.ROOT);
  }
}
