package io.ridgeline.report;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.metric.Metrics;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.TuningResults;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was done: every listed method with proof that it acted, the training, statistics, papers.
 */
final class MethodSection {
  private static final String PATCHES =
      " Of an image larger than the patch that the study file names, one patch an epoch is seen, a"
          + " third of them around a pixel of the foreground; the evaluated weights are judged on whole"
          + " images, by patches that overlap by half or more.";

  private static final String BOXES =
      " An object is found where its score, the square root of class probability times centreness,"
          + " is above .05; of boxes of one class that overlap by more than one half the surest is"
          + " kept (greedy non-maximum suppression), and of a class in an image the 100 surest.";

  private final Context context;
  private final Bibliography bibliography = new Bibliography();

  private MethodSection(Context context) {
    this.context = context;
  }

  static Element of(Context context) {
    return new MethodSection(context).element();
  }

  private Element element() {
    List<String> names =
        context.arms().stream()
            .flatMap(a -> a.arm().methods().stream())
            .map(Setting::name)
            .distinct()
            .toList();
    Element section =
        Context.section("methods", "10. Methods").add(Element.of("h3", "Model and training"));
    section.add(training());
    section.add(
        Element.of("h3", "Regularization"),
        Element.of(
            "p",
            "Nothing regularizes but the methods listed here; an arm without methods has no weight"
                + " decay, no clipping and no augmentation."));
    names.forEach(n -> section.add(method(n)));
    section.add(Element.of("h3", "Statistics"), statistics());
    section.add(Element.of("h3", "Metrics"), metrics());
    return section.add(Element.of("h3", "Papers"), bibliography.element());
  }

  private Element training() {
    if (context.input().trials().isEmpty()) {
      return Element.of("p", "No trial has ended yet; the study file below says what will be run.");
    }
    TrialRecord trial = context.input().trials().get(0);
    TrainingSpec t = trial.spec().training();
    return Element.of(
        "p",
        "Model "
            + setting(trial.spec().model())
            + (trial.parameters() > 0
                ? ", " + String.format(Locale.ROOT, "%,d", trial.parameters()) + " trainable values"
                : "")
            + ". Optimizer "
            + setting(t.optimizer())
            + ", learning rate "
            + (context.results().tuning() == null
                ? Numbers.setting(t.learningRate())
                : "tuned for each arm")
            + ", schedule "
            + setting(t.schedule())
            + ", loss "
            + t.loss()
            + ", "
            + t.batch()
            + " images a step, at most "
            + t.epochs()
            + " epochs"
            + (trial.evidence().containsKey("start")
                ? " from the weights of a model trained before ("
                    + trial.evidence().get("start")
                    + ")"
                : "")
            + ". All arms share initial weights, batch order and augmentation stream for"
            + " each split and seed, so that their differences are paired."
            + (context.task() == TaskKind.SEGMENTATION ? PATCHES : "")
            + (context.task() == TaskKind.DETECTION ? BOXES : ""));
  }

  private Element method(String name) {
    Element block = Element.of("div").set("class", "method");
    Descriptor d = context.input().methods().get(name);
    block.add(Element.of("h4", name));
    if (d != null) {
      block.add(Element.of("p", d.summary(), bibliography.cite(d.papers())));
      if (!d.formula().isEmpty()) {
        block.add(Element.of("p", d.formula()).set("class", "formula"));
      }
    }
    Grid grid = new Grid("Where it is used.", List.of("Arm", "Values", "What it did"));
    for (ArmResult arm : context.arms()) {
      for (Setting s : arm.arm().methods()) {
        if (s.name().equals(name)) {
          String tuned = tuned(arm, name);
          grid.row(List.of(arm.arm().name(), values(s) + tuned, evidence(arm, name)));
        }
      }
    }
    return block.add(grid.element());
  }

  /** What of a method's values is only the study file's own, because a search chose others. */
  private String tuned(ArmResult arm, String method) {
    TuningResults tuning = context.results().tuning();
    if (tuning == null) {
      return "";
    }
    List<String> names =
        tuning.arms().stream()
            .filter(a -> a.arm().equals(arm.arm().name()))
            .flatMap(a -> a.chosen().stream())
            .flatMap(c -> c.values().keySet().stream())
            .filter(path -> path.startsWith(method + "."))
            .map(path -> path.substring(method.length() + 1))
            .distinct()
            .toList();
    return names.isEmpty() ? "" : "; tuned: " + String.join(", ", names) + " (see Tuning)";
  }

  private String evidence(ArmResult arm, String method) {
    return context.completed(arm).stream()
        .map(t -> t.evidence().get(method))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("not recorded");
  }

  private Element statistics() {
    Element list = Element.of("ul");
    Map<String, List<String>> armsByMethod = new LinkedHashMap<>();
    for (ArmResult arm : context.arms()) {
      Comparison c = arm.difference();
      if (c != null) {
        armsByMethod.computeIfAbsent(c.method(), m -> new ArrayList<>()).add(arm.arm().name());
      }
    }
    armsByMethod.forEach(
        (method, arms) ->
            list.add(
                Element.of(
                    "li",
                    "Differences and intervals"
                        + (armsByMethod.size() == 1 ? "" : " of " + String.join(", ", arms))
                        + ": "
                        + method
                        + ".")));
    armsByMethod.keySet().stream()
        .flatMap(m -> Definitions.tests(m).stream())
        .distinct()
        .forEach(d -> list.add(Element.of("li", d.words(), bibliography.cite(d.papers()))));
    if (Posteriors.any(context)) {
      list.add(
          Element.of(
              "li",
              "Bayesian correlated t: " + Definitions.CORRELATED_T.words(),
              bibliography.cite(Definitions.CORRELATED_T.papers())));
    }
    if (!armsByMethod.isEmpty()) {
      list.add(
          Element.of(
              "li",
              "Holm's adjustment: " + Definitions.HOLM.words(),
              bibliography.cite(Definitions.HOLM.papers())));
    }
    return list.add(
        Element.of(
            "li",
            "Verdicts: helps or harms if the adjusted p-value is below 0.05; practically equal if"
                + " the whole interval lies within ±"
                + Numbers.fixed(Metrics.named(context.results().metric()).negligible(), 3)
                + "; otherwise no"
                + " evidence, with the smallest difference detectable with 80 % power."),
        Element.of(
            "li",
            "The test part was used for these numbers alone: whatever was chosen was chosen on"
                + " validation."));
  }

  private Element metrics() {
    Element list = Element.of("dl");
    for (String name : Metrics.names(context.task())) {
      if (context.arms().stream().anyMatch(a -> a.metrics().containsKey(name))) {
        Definitions.Definition d = Definitions.metric(name);
        list.add(
            Element.of("dt", Context.label(name)),
            Element.of("dd", d.words(), bibliography.cite(d.papers())));
      }
    }
    return list;
  }

  private static String setting(Setting s) {
    return s.values().isEmpty() ? s.name() : s.name() + " (" + values(s) + ")";
  }

  private static String values(Setting s) {
    return s.values().isEmpty()
        ? "none"
        : s.values().entrySet().stream()
            .map(e -> e.getKey() + " = " + Numbers.setting(e.getValue()))
            .collect(Collectors.joining(", "));
  }
}
