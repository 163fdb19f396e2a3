package io.ridgeline.app.cli;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.regularize.Kind;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The catalogue as a page of the documentation. */
final class CatalogMarkdown {
  private CatalogMarkdown() {}

  /** Prints the page. */
  static void print(List<Descriptor> methods, PrintStream out) {
    out.println("# Regularizers");
    out.println();
    out.println(
        "Made from the declarations by `ridgeline regularizers --markdown`; a test compares the two."
            + " w is a kernel, θ all trained values, a an activation, η the learning rate, p predicted"
            + " probabilities, y targets, K the number of classes. What each method costs was measured:"
            + " [cost.md](cost.md).");
    out.println();
    for (Kind kind : Kind.values()) {
      List<Descriptor> listed = kind.listed(methods);
      if (!listed.isEmpty()) {
        out.printf(
            Locale.ROOT,
            "- %s: %s%n",
            kind.heading(),
            String.join(
                ", ",
                listed.stream().map(d -> "[`" + d.name() + "`](#" + d.name() + ")").toList()));
      }
    }
    for (Kind kind : Kind.values()) {
      List<Descriptor> listed = kind.listed(methods);
      if (!listed.isEmpty()) {
        out.println();
        out.println("## " + kind.heading());
        out.println();
        out.println("A method of this kind " + kind.words() + ".");
        listed.forEach(d -> one(d, out));
      }
    }
  }

  private static void one(Descriptor d, PrintStream out) {
    out.println();
    out.println("### " + d.name());
    out.println();
    out.println(d.summary());
    out.println();
    out.println("- Formula: " + d.formula());
    out.println("- When: " + d.when());
    out.println("- Tasks: " + CatalogText.tasks(d) + ". Cost: " + d.cost().words() + ".");
    d.papers().forEach(paper -> out.println("- Paper: " + paper));
    if (!d.parameters().isEmpty()) {
      out.println();
      out.println("| value | meaning | default | valid | does nothing at | tuned in |");
      out.println("|---|---|---|---|---|---|");
      d.parameters().forEach(p -> out.println(row(p)));
    }
    out.println();
    out.println("```yaml");
    out.println(CatalogText.arm(d));
    out.println("```");
  }

  private static String row(Parameter p) {
    String off = p.off() == null ? "" : Parameter.text(p.off());
    return "| "
        + String.join(
            " | ",
            "`" + p.name() + "`",
            p.doc().replace("|", "\\|"),
            Parameter.text(p.def()),
            p.interval(),
            off,
            p.searchRange())
        + " |";
  }
}
