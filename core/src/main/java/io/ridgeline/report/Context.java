package io.ridgeline.report;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Metrics;
import io.ridgeline.metric.SegmentationMetric;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sections share while a page is made: the input, and the files beside the page. */
final class Context {
  private static final Summary UNDEFINED =
      new Summary(Double.NaN, Double.NaN, Double.NaN, List.of());

  private static final Set<String> PEOPLE = Set.of("brier", "mcc", "dice");

  /** More arms than this are grouped by kind and can be filtered. */
  private static final int MANY = 12;

  private final ReportInput input;
  private final Map<String, List<TrialRecord>> trials;
  private List<ArmResult> arms;
  private final Attachments attachments = new Attachments();

  Context(ReportInput input) {
    this.input = input;
    this.trials =
        input.trials().stream().collect(Collectors.groupingBy(t -> t.spec().arm().name()));
    this.arms = input.results().arms();
    if (many()) {
      List<String> order = kinds();
      arms = arms.stream().sorted(Comparator.comparingInt(a -> order.indexOf(kind(a)))).toList();
    }
  }

  ReportInput input() {
    return input;
  }

  StudyResults results() {
    return input.results();
  }

  /** What the models predict. */
  TaskKind task() {
    return TaskKind.valueOf(results().task().toUpperCase(Locale.ROOT));
  }

  /** The arms as the study lists them, or by kind where they are many. */
  List<ArmResult> arms() {
    return arms;
  }

  /** Whether the arms are so many that they are grouped by kind. */
  boolean many() {
    return arms.size() > MANY;
  }

  /** The kind of an arm: that of its method, or a word for no method and for several. */
  String kind(ArmResult arm) {
    List<Setting> methods = arm.arm().methods();
    return switch (methods.size()) {
      case 0 -> "Baseline";
      case 1 -> input.kinds().getOrDefault(methods.get(0).name(), "Other");
      default -> "Combinations";
    };
  }

  /** The kinds of the arms, in the order in which they are shown. */
  List<String> kinds() {
    List<String> order = new ArrayList<>(List.of("Baseline"));
    order.addAll(input.kinds().values());
    order.addAll(List.of("Other", "Combinations"));
    return order.stream()
        .distinct()
        .filter(k -> arms.stream().anyMatch(a -> kind(a).equals(k)))
        .toList();
  }

  /** The arm that the others are compared with; empty if the study has no arm. */
  Optional<ArmResult> baseline() {
    return baseline(results());
  }

  static Optional<ArmResult> baseline(StudyResults results) {
    Optional<String> named =
        results.arms().stream()
            .flatMap(a -> Optional.ofNullable(a.difference()).stream())
            .map(StudyResults.Comparison::to)
            .findFirst();
    return results.arms().stream()
        .filter(a -> named.map(a.arm().name()::equals).orElse(a.difference() == null))
        .findFirst();
  }

  boolean isBaseline(ArmResult arm) {
    return baseline().filter(arm::equals).isPresent();
  }

  boolean isChosen(ArmResult arm) {
    StudyResults.Best best = results().best();
    return best != null && best.arm().equals(arm.arm().name());
  }

  /** What else the trials of an arm show. */
  Optional<ArmEvidence> evidence(ArmResult arm) {
    return results().evidence().stream().filter(e -> e.arm().equals(arm.arm().name())).findFirst();
  }

  /** The completed trials of an arm. */
  List<TrialRecord> completed(ArmResult arm) {
    return trials(arm).stream().filter(TrialRecord::completed).toList();
  }

  /** The trials of an arm that have ended. */
  List<TrialRecord> trials(ArmResult arm) {
    return trials.getOrDefault(arm.arm().name(), List.of());
  }

  /** The name of the deciding metric, as it stands within a sentence. */
  String metric() {
    return inline(results().metric());
  }

  /** A metric's name as it stands within a sentence: acronyms and people keep their capitals. */
  static String inline(String metric) {
    String label = label(metric);
    boolean word = label.length() > 1 && Character.isLowerCase(label.charAt(1));
    return word && !PEOPLE.contains(metric)
        ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1)
        : label;
  }

  /** A metric's name in words; the name itself if it is none of ours. */
  static String label(String metric) {
    return Metrics.find(metric).map(Metric::label).orElse(metric);
  }

  /** What stands behind a metric's name at the head of a column: the unit of distances. */
  String unit(String metric) {
    boolean distance =
        Metrics.find(metric)
            .filter(m -> m instanceof SegmentationMetric s && s.distance())
            .isPresent();
    String unit = input.data().unit();
    return distance && !unit.isEmpty() ? " (" + unit + ")" : "";
  }

  static boolean higherIsBetter(String metric) {
    return Metrics.find(metric).map(Metric::higherIsBetter).orElse(true);
  }

  static Summary summary(Map<String, Summary> summaries, String metric) {
    return summaries.getOrDefault(metric, UNDEFINED);
  }

  Attachments attachments() {
    return attachments;
  }

  /** Keeps a table for {@code tables/} and gives the link to it. */
  Element link(Table table) {
    return attachments.link(table);
  }

  /** Keeps a figure as {@link Attachments#figure}. */
  Element figure(Figure figure) {
    return attachments.figure(figure);
  }

  /** A section with its heading. */
  static Element section(String id, String heading, Object... content) {
    return Element.of("section", Element.of("h2", heading).set("id", id))
        .set("aria-labelledby", id)
        .add(content);
  }
}
