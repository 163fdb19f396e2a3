package io.ridgeline.report;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.report.html.Element;
import java.util.ArrayList;
import java.util.List;

/** The whole page of a study: stamps, contents and sections. */
final class Page {
  private Page() {}

  static String of(Context context) {
    List<Element> sections =
        List.of(
            Context.section(
                "answer",
                "1. The answer",
                Answer.of(context.results(), context.input().running()).stream()
                    .map(p -> Element.of("p", p))
                    .toList()),
            DecisionSection.of(context),
            EffectSection.of(context),
            CurvesSection.of(context),
            predictions(context).add(RobustnessSection.of(context).toArray()),
            WeightSection.of(context),
            CostSection.of(context),
            ComplaintSection.of(context),
            DataSection.of(context),
            MethodSection.of(context),
            ReproductionSection.of(context),
            LimitSection.of(context));
    return Document.of(
        context.results().study() + " – Ridgeline report",
        Element.of("header", Element.of("h1", context.results().study()), subtitle(context)),
        stamps(context),
        contents(context),
        ArmFilter.of(context),
        Element.of("main", sections));
  }

  private static Element predictions(Context context) {
    return switch (context.task()) {
      case CLASSIFICATION -> PredictionSection.of(context);
      case SEGMENTATION -> MaskSection.of(context);
      case DETECTION -> DetectionSection.of(context);
    };
  }

  private static Element subtitle(Context context) {
    int trials = context.arms().stream().mapToInt(a -> a.trials()).sum();
    return Element.of(
            "p",
            context.results().task()
                + " · "
                + context.arms().size()
                + " arms · "
                + trials
                + " trials · decided by "
                + context.metric()
                + " · classes: "
                + String.join(", ", context.results().classes()))
        .set("class", "subtitle");
  }

  private static List<Element> stamps(Context context) {
    List<String> stamps = new ArrayList<>();
    if (context.results().simulated()) {
      stamps.add("SIMULATED DATA – these images come from a simulation, not from patients.");
    }
    if (context.input().data().leakageAllowed()) {
      stamps.add(
          "LEAKAGE ALLOWED – duplicates or groups across train, validation and test were accepted.");
    }
    if (context.input().running()) {
      stamps.add("UNFINISHED – trials are still to come; every number may change.");
    }
    return stamps.stream().map(s -> Element.of("p", s).set("class", "stamp")).toList();
  }

  private static Element contents(Context context) {
    String[][] links = {
      {"answer", "Answer"},
      {"decision", "Decision table"},
      {"effects", "Differences"},
      {"overfitting", "Overfitting"},
      {"predictions", predicted(context.task())},
      {"weights", "Weights"},
      {"cost", "Cost"},
      {"complaints", "The old complaints"},
      {"data", "Data sheet"},
      {"methods", "Methods"},
      {"reproducibility", "Reproducibility"},
      {"limits", "Limits"}
    };
    Element list = Element.of("ol");
    for (String[] link : links) {
      list.add(Element.of("li", Element.of("a", link[1]).set("href", "#" + link[0])));
    }
    return Element.of("nav", list).set("aria-label", "Contents");
  }

  private static String predicted(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> "Discrimination and calibration";
      case SEGMENTATION -> "Masks";
      case DETECTION -> "Boxes";
    };
  }
}
