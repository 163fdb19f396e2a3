package io.ridgeline.report;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the study cannot say, and the reporting checklists as far as the run can fill them. */
final class LimitSection {
  private LimitSection() {}

  static Element of(Context context) {
    return Context.section(
        "limits",
        "12. Limits and reporting checklists",
        limits(context),
        Element.of("h3", "What the run knows of TRIPOD+AI and CLAIM"),
        known(context),
        Element.of("h3", "What the author must add"),
        open(),
        Element.of("p", "Research use only; not a medical device.").set("class", "use"));
  }

  private static Element limits(Context context) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "The numbers hold for data like these. Another scanner, hospital or population can change"
            + " them; only an external test can tell.");
    boolean oneSplit =
        context.input().trials().stream().map(t -> t.spec().split()).distinct().count() <= 1;
    if (oneSplit) {
      lines.add(
          "There is one test part. Its intervals cover other patients of the same source, but not"
              + " another division of the data.");
    }
    lines.add(
        "The arm was chosen on validation among "
            + context.arms().size()
            + "; its test result is not selected on test, but a verdict of no evidence remains no"
            + " evidence.");
    lines.add("A method is judged with the values in the study file; others could do better.");
    if (context.input().data().leakageAllowed()) {
      lines.add(
          "Duplicates or contradictory labels that the data sheet lists were accepted; where they"
              + " cross parts, test results may be too good for every arm.");
    }
    if (context.results().simulated()) {
      lines.add("The images are simulated; nothing here is about patients.");
    }
    return Element.of("ul", lines.stream().map(l -> Element.of("li", l)).toList());
  }

  private static Element known(Context context) {
    Grid grid =
        new Grid(
            "Items that the run can fill. Numbers are TRIPOD+AI items (Collins et al. 2024, BMJ"
                + " 385:e078378).",
            List.of("Item", "Topic", "From this run"));
    grid.row(List.of("7", "Data preparation", "study file, data section (section 11)"));
    grid.row(List.of("10, 21", "Sample size and class counts", counts(context)));
    grid.row(List.of("12a", "Use of the data, partition", splits(context)));
    grid.row(
        List.of(
            "12c", "Model, training, regularization, validation", "section 10; no hidden method"));
    grid.row(List.of("12e", "Performance measures and comparison", "sections 2 to 5, 8 and 10"));
    grid.row(
        List.of(
            "13",
            "Class imbalance",
            "no reweighting or resampling unless listed as method"
                + switch (context.task()) {
                  case CLASSIFICATION -> "";
                  case SEGMENTATION -> "; a third of patches are laid around foreground";
                  case DETECTION -> "; the focal loss counts places less that are easily told";
                }));
    grid.row(List.of("15", "Output of the model", output(context.task())));
    grid.row(List.of("18e", "Settings needed to repeat it", "section 11"));
    grid.row(List.of("20a", "Images left out, duplicates, groups", "section 9"));
    grid.row(List.of("22", "Full model specification", "models folder of the study"));
    grid.row(List.of("23a", "Performance with intervals", "section 2, tables/decision.csv"));
    return grid.element();
  }

  private static String output(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> "a probability for each class";
      case SEGMENTATION -> "the most probable class of each pixel";
      case DETECTION -> "boxes, each with a class and a score";
    };
  }

  private static Element open() {
    Grid grid =
        new Grid(
            "Items that only people know. Those of CLAIM (Tejani et al. 2024, Radiol. Artif. Intell."
                + " 6) are named by topic.",
            List.of("Item", "Topic", "By the author"));
    for (String[] item :
        new String[][] {
          {"1, 2", "Title and abstract"},
          {"3a–c, 4", "Clinical background, intended use, known inequalities, objectives"},
          {"5a, 5b", "Source of the data, why it is representative, dates"},
          {"6a–c", "Setting, eligibility, treatments"},
          {"8a–c", "Outcome: how, when and by whom it was determined; blinding"},
          {"CLAIM", "Reference standard: source, annotators, agreement between them"},
          {"CLAIM", "Image acquisition, de-identification"},
          {"11", "Missing data"},
          {"14", "Fairness: how it was considered and measured"},
          {"16", "Differences between training and evaluation data"},
          {"17", "Ethical approval and consent"},
          {"18a–d", "Funding, conflicts of interest, protocol, registration"},
          {"18e, 18f", "Availability of data and code"},
          {"19", "Patient and public involvement"},
          {"20b", "Characteristics of the participants"},
          {
            "23b", "Performance in subgroups and sites (report --subgroup); CLAIM: failure analysis"
          },
          {"25–27", "Interpretation, limitations, use in practice; external test"},
        }) {
      grid.row(List.of(item[0], item[1], "…"));
    }
    return grid.element();
  }

  private static String counts(Context context) {
    Map<String, Map<String, Integer>> counts = context.input().data().classCounts();
    return counts.isEmpty()
        ? "section 9"
        : counts.entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + " "
                        + e.getValue().values().stream().mapToInt(Integer::intValue).sum())
            .collect(Collectors.joining(", "));
  }

  private static String splits(Context context) {
    List<String> splits =
        context.input().trials().stream()
            .map(TrialRecord::spec)
            .map(s -> s.split())
            .distinct()
            .toList();
    return splits.isEmpty()
        ? "study file (section 11)"
        : splits.size() == 1 ? "one split, “" + splits.get(0) + "”" : splits.size() + " splits";
  }
}
