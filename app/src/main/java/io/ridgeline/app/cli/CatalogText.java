package io.ridgeline.app.cli;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Kind;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue in plain text, for a terminal. */
final class CatalogText {
  private CatalogText() {}

  /** Every method by kind: what it does, its values, tasks, cost and paper. */
  static void list(List<Descriptor> methods, PrintStream out) {
    int width = methods.stream().mapToInt(d -> d.name().length()).max().orElse(0);
    String first = "  %-" + width + "s  %s%n";
    String second = "  " + " ".repeat(width) + "  %s%n";
    for (Kind kind : Kind.values()) {
      List<Descriptor> listed = kind.listed(methods);
      if (listed.isEmpty()) {
        continue;
      }
      out.println(kind.heading() + ": " + kind.words());
      for (Descriptor d : listed) {
        out.printf(Locale.ROOT, first, d.name(), d.summary());
        out.printf(Locale.ROOT, second, facts(d));
      }
      out.println();
    }
    out.println("Tell all about one: ridgeline regularizers NAME");
  }

  private static String facts(Descriptor d) {
    String values =
        d.parameters().stream()
            .map(p -> p.name() + " " + Parameter.text(p.def()) + " " + p.interval())
            .collect(Collectors.joining(", "));
    return String.join(
        "; ",
        java.util.stream.Stream.of(values, tasks(d), d.cost().words(), d.papers().get(0))
            .filter(s -> !s.isEmpty())
            .toList());
  }

  /** The tasks in words. */
  static String tasks(Descriptor d) {
    return d.tasks().size() == TaskKind.values().length
        ? "all tasks"
        : d.tasks().stream()
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  /** One method with everything that is declared of it. */
  static void one(Descriptor d, PrintStream out) {
    out.println(d.name() + ": " + d.summary());
    line(
        out,
        "Acts on",
        Kind.of(d).stream()
            .map(k -> k.heading().toLowerCase(Locale.ROOT) + " (" + k.words() + ")")
            .collect(Collectors.joining("; ")));
    line(out, "Formula", d.formula());
    line(out, "When", d.when());
    line(out, "Costs", d.cost().words());
    line(out, "Measured", MeasuredCost.of(d.name()).map(MeasuredCost::words).orElse(""));
    line(out, "Tasks", tasks(d));
    for (Parameter p : d.parameters()) {
      out.println();
      out.println("  " + p.name() + ": " + p.doc());
      out.println("    " + p.range() + "; default " + Parameter.text(p.def()));
      if (p.off() != null) {
        out.println("    does nothing at " + Parameter.text(p.off()));
      }
      if (!p.search().isEmpty()) {
        out.println("    tuned in " + p.searchRange());
      }
    }
    out.println();
    d.papers().forEach(paper -> line(out, "Paper", paper));
    out.println("In a study file:");
    out.println("  arms:");
    out.println("    " + arm(d));
  }

  /** An arm of a study file with this method at its defaults. */
  static String arm(Descriptor d) {
    if (d.parameters().isEmpty()) {
      return d.name() + ": [" + d.name() + "]";
    }
    return d.name()
        + ": [{"
        + d.name()
        + ": "
        + d.parameters().stream()
            .map(p -> p.name() + ": " + Parameter.text(p.def()))
            .collect(Collectors.joining(", ", "{", "}"))
        + "}]";
  }

  private static void line(PrintStream out, String label, String text) {
    if (!text.isEmpty()) {
      out.println(label + ": " + text);
    }
  }
}
