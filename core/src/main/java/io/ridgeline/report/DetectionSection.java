package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;

import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.Band;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.FrocFigure;
import io.ridgeline.report.svg.PrecisionRecallFigure;
import io.ridgeline.study.StudyResults.ArmResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How well objects are found: every metric, by class, at every threshold, and to be looked at. */
final class DetectionSection {
  private static final String MATCHING =
      "A detection is right if it and the object of its class that it overlaps most share at least a"
          + " half of the area that either covers, and no surer detection has found that object; a"
          + " second one is false. The detections of all test images of a trial stand in one ranking"
          + " by score, so an average precision belongs to a set of images and has no value of a"
          + " single one. AP50, FROC and the curves below follow this rule, which is that of Pascal"
          + " VOC; the other metrics follow COCO. Section 9 has both.";

  private final Context context;
  private final List<String> classes;
  private final Map<ArmResult, ArmDetections> found = new LinkedHashMap<>();

  private DetectionSection(Context context) {
    this.context = context;
    this.classes = context.results().classes();
    for (ArmResult arm : context.arms()) {
      ArmDetections ofArm = ArmDetections.of(context.completed(arm), classes.size());
      if (ofArm.trials() > 0) {
        found.put(arm, ofArm);
      }
    }
  }

  static Element of(Context context) {
    Element section =
        Context.section("predictions", "5. Boxes")
            .add(Element.of("p", MATCHING))
            .add(MetricTable.of(context));
    DetectionSection boxes = new DetectionSection(context);
    if (boxes.found.isEmpty()) {
      return section.add(Element.of("p", "No trial has test detections."));
    }
    section
        .add(boxes.byClass())
        .add(context.figure(boxes.precisionRecall()), context.figure(boxes.froc()))
        .add(boxes.sensitivity());
    if (!context.input().boxes().isEmpty()) {
      section.add(context.figure(new BoxGallery(context.input().boxes(), boxes.classes).figure()));
    }
    return section;
  }

  private List<Element> byClass() {
    List<String> columns = new ArrayList<>(List.of("Arm"));
    columns.addAll(classes);
    Grid grid = new Grid("Test AP50 of each class.", columns);
    List<List<Object>> data = new ArrayList<>();
    found.forEach(
        (arm, ofArm) -> {
          List<Object> cells = new ArrayList<>(List.of(arm.arm().name()));
          for (int k = 0; k < classes.size(); k++) {
            cells.add(Cell.of(value(ofArm, DetectionMetrics.AP50.name(), k), 3));
            for (String name : DetectionMetrics.NAMES) {
              data.add(List.of(arm.arm().name(), classes.get(k), name, value(ofArm, name, k)));
            }
          }
          grid.row(cells);
        });
    return List.of(
        grid.element(),
        context.link(new Table("by-class", List.of("arm", "class", "metric", "mean"), data)));
  }

  private static double value(ArmDetections ofArm, String metric, int k) {
    return Objects.requireNonNull(ofArm.byClass().get(metric))[k];
  }

  private Figure precisionRecall() {
    List<PrecisionRecallFigure.OfClass> panels = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    Map<ArmResult, String> styles = styles();
    for (int k = 0; k < classes.size(); k++) {
      List<PrecisionRecallFigure.Curve> curves = new ArrayList<>();
      for (Map.Entry<ArmResult, ArmDetections> arm : found.entrySet()) {
        String name = arm.getKey().arm().name();
        Band band = arm.getValue().precision().get(k);
        curves.add(
            new PrecisionRecallFigure.Curve(
                name,
                styles.getOrDefault(arm.getKey(), PrecisionRecallFigure.OTHER),
                band.mean(),
                value(arm.getValue(), DetectionMetrics.AP50.name(), k)));
        rows(List.of(name, classes.get(k)), CurveGrid.RECALLS, band, data);
      }
      panels.add(new PrecisionRecallFigure.OfClass(classes.get(k), curves));
    }
    return new Figure(
        "precision-recall",
        "Precision and recall on test",
        "By class: the highest precision that is reached with at least so much recall, averaged over"
            + " the arm's trials at 101 recalls; 0 where it is never reached. AP50 is the area"
            + " under the line."
            + (styles.size() < found.size() ? " Thin grey: the other arms." : ""),
        3,
        PrecisionRecallFigure.of(CurveGrid.RECALLS, panels),
        new Table(
            "precision-recall", List.of("arm", "class", "recall", "mean", "low", "high"), data));
  }

  /**
   * How the lines of arms look: all are told apart if they are few, else the baseline and the
   * chosen one.
   */
  private Map<ArmResult, String> styles() {
    Map<ArmResult, String> styles = new LinkedHashMap<>();
    List<String> free = new ArrayList<>(PrecisionRecallFigure.STYLES);
    boolean few =
        found.keySet().stream().filter(a -> !context.isBaseline(a)).count() <= free.size();
    for (ArmResult arm : found.keySet()) {
      if (context.isBaseline(arm)) {
        styles.put(arm, PrecisionRecallFigure.BASELINE);
      } else if (few || context.isChosen(arm)) {
        styles.put(arm, free.remove(0));
      }
    }
    return styles;
  }

  private Figure froc() {
    List<FrocFigure.Curve> curves = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    found.forEach(
        (arm, ofArm) -> {
          curves.add(new FrocFigure.Curve(arm.arm().name(), ofArm.froc()));
          rows(List.of(arm.arm().name()), CurveGrid.RATES, ofArm.froc(), data);
        });
    FrocFigure.Curve baseline =
        Stream.concat(context.baseline().stream(), found.keySet().stream())
            .filter(found::containsKey)
            .findFirst()
            .map(a -> curves.get(List.copyOf(found.keySet()).indexOf(a)))
            .orElseThrow();
    return new Figure(
        "froc",
        "FROC curves on test",
        "The share of objects that are found with so many false detections an image, all classes"
            + " together under one threshold (the metric called FROC is instead the mean over"
            + " classes). Lines are means over the arm's trials; bands reach from the lowest to the"
            + " highest trial. In words: the sensitivity at one false detection an image. Dashed grey:"
            + " “"
            + baseline.arm()
            + "”.",
        4,
        FrocFigure.of(CurveGrid.RATES, DetectionMetrics.RATES, baseline, curves),
        new Table("froc", List.of("arm", "false_positives", "mean", "low", "high"), data));
  }

  private static void rows(List<Object> what, double[] places, Band band, List<List<Object>> data) {
    for (int i = 0; i < band.length(); i++) {
      List<Object> row = new ArrayList<>(what);
      row.addAll(List.of(places[i], band.mean()[i], band.low()[i], band.high()[i]));
      data.add(row);
    }
  }

  private List<Element> sensitivity() {
    List<Double> rates = DetectionMetrics.RATES;
    List<String> columns = new ArrayList<>(List.of("Arm"));
    rates.forEach(rate -> columns.add(FrocFigure.rate(rate)));
    Grid grid =
        new Grid(
            "Test sensitivity at so many false detections an image, all classes together: the mean"
                + " over trials, and the lowest and the highest trial.",
            columns);
    List<List<Object>> data = new ArrayList<>();
    found.forEach(
        (arm, ofArm) -> {
          Band band = ofArm.sensitivity();
          List<Object> cells = new ArrayList<>(List.of(arm.arm().name()));
          for (int i = 0; i < rates.size(); i++) {
            double low = ofArm.trials() > 1 ? band.low()[i] : Double.NaN;
            double high = ofArm.trials() > 1 ? band.high()[i] : Double.NaN;
            double mean = band.mean()[i];
            cells.add(Cell.interval(fixed(mean, 3), interval(low, high, 2), mean));
            data.add(List.of(arm.arm().name(), rates.get(i), mean, low, high, ofArm.trials()));
          }
          grid.row(cells);
        });
    return List.of(
        grid.element(),
        context.link(
            new Table(
                "sensitivity",
                List.of("arm", "false_positives", "mean", "low", "high", "trials"),
                data)));
  }
}
