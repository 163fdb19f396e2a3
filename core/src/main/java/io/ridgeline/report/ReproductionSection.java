package io.ridgeline.report;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What it takes to run the study again: the resolved file, seeds, splits, versions and hashes. */
final class ReproductionSection {
  private ReproductionSection() {}

  static Element of(Context context) {
    List<TrialSpec> specs = context.input().trials().stream().map(TrialRecord::spec).toList();
    Map<String, String> facts = new TreeMap<>(context.input().environment());
    Element list = Element.of("dl").set("class", "facts");
    fact(list, "Study file, SHA-256", context.results().specHash());
    if (!specs.isEmpty()) {
      fact(list, "Data hash", distinct(specs.stream().map(TrialSpec::data).toList()));
      fact(list, "Study seed", distinct(specs.stream().map(s -> "" + s.studySeed()).toList()));
      fact(
          list,
          "Seeds",
          distinct(specs.stream().map(TrialSpec::seed).sorted().map(s -> "" + s).toList()));
      fact(list, "Splits", distinct(specs.stream().map(TrialSpec::split).toList()));
      fact(list, "Threads a trial", distinct(specs.stream().map(s -> "" + s.threads()).toList()));
    }
    facts.forEach((key, value) -> fact(list, key, value));
    return Context.section(
        "reproducibility",
        "11. Reproducibility",
        Element.of(
            "p",
            "The same study file, data, version and number of threads on the same machine give the"
                + " same numbers, whatever the number of workers."),
        list,
        Element.of("h3", "Resolved study file"),
        Element.of("pre", context.input().studyFile()).set("tabindex", 0),
        Element.of("h3", "All trials"),
        Element.of(
            "p",
            "Key, outcome and times of every trial that has ended stand in tables/trials.csv."),
        context.link(trials(context)));
  }

  private static Table trials(Context context) {
    List<List<Object>> rows = new ArrayList<>();
    for (TrialRecord t : context.input().trials()) {
      int evaluated = t.outcome() instanceof TrialOutcome.Completed c ? c.evaluatedEpoch() : 0;
      rows.add(
          List.of(
              t.spec().key().value(),
              t.spec().arm().name(),
              t.spec().split(),
              t.spec().seed(),
              DecisionSection.words(t.outcome()),
              t.epochs().size(),
              evaluated,
              t.timing().seconds(),
              t.timing().stepSeconds()));
    }
    return new Table(
        "trials",
        List.of(
            "key",
            "arm",
            "split",
            "seed",
            "outcome",
            "epochs",
            "evaluated_epoch",
            "seconds",
            "step_seconds"),
        rows);
  }

  private static void fact(Element list, String name, String value) {
    list.add(Element.of("dt", name), Element.of("dd", value));
  }

  private static String distinct(List<String> values) {
    return values.stream().distinct().collect(Collectors.joining(", "));
  }
}
