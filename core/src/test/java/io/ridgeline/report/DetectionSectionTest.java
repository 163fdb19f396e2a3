package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static io.ridgeline.report.ReportFiles.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.metric.DetectionCase;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.Detections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a study of boxes; its numbers are those of {@link SampleBoxes}. */
class DetectionSectionTest {
  private static final Pattern UNDEFINED_PLACE =
      Pattern.compile(" (?:d|transform|[cxy]+[12]?)=\"[^\"]*NaN");

  @TempDir Path folder;

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input));
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(String.valueOf(row.get(column)));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void boxesStandWhereProbabilitiesWould() throws IOException {
    String page = page(SampleBoxes.input());
    assertTrue(page.contains(">5. Boxes</h2>"));
    assertTrue(page.contains("<a href=\"#predictions\">Boxes</a>"));
    assertFalse(page.contains("Discrimination"));
    assertTrue(page.contains("classes: benign, malignant"));
    assertTrue(page.contains("Images by part and kind."));
    assertTrue(page.contains("boxes, each with a class and a score"));
    assertTrue(page.contains(">Test AP50</th>"));
    assertTrue(page.contains(">Test FROC sensitivity</th>"));
    assertTrue(page.contains(">AP50:95 small</th>"));
    assertTrue(page.contains(">Everingham et al. 2010"));
    Matcher links = Pattern.compile("href=\"((?:figures|tables)/[^\"]+)\"").matcher(page);
    while (links.find()) {
      assertTrue(Files.size(folder.resolve(links.group(1))) > 20, links.group(1));
    }
  }

  /**
   * Benign with “none”: seed 0 right, false, right gives 1·½ + ⅔·½ = 5/6, seed 1 finds one of two;
   * malignant the other way round. With “flips” benign is 1, then false, right, right: ⅔.
   */
  @Test
  void metricsByArmAndByClassAreThoseOfTheTrials() throws IOException {
    page(SampleBoxes.input());
    List<Map<String, String>> metrics = csv(folder, "metrics");
    assertEquals(2 * 8, metrics.size());
    assertEquals(2.0 / 3, number(metrics.get(0), "mean"), 1e-12);
    assertEquals(11.0 / 12, number(metrics.get(8), "mean"), 1e-12);
    Map<String, Double> means = new TreeMap<>();
    for (Map<String, String> row : csv(folder, "by-class")) {
      means.put(
          row.get("arm") + " " + row.get("class") + " " + row.get("metric"), number(row, "mean"));
    }
    assertEquals(2 * 2 * 8, means.size());
    assertEquals(2.0 / 3, means.getOrDefault("none benign ap50", Double.NaN), 1e-12);
    assertEquals(2.0 / 3, means.getOrDefault("none malignant ap50", Double.NaN), 1e-12);
    assertEquals(5.0 / 6, means.getOrDefault("flips benign ap50", Double.NaN), 1e-12);
    assertEquals(1, means.getOrDefault("flips malignant ap50", Double.NaN), 1e-12);
    // the seven sensitivities: ½ and six times 1; seven times ½
    assertEquals(5.0 / 7, means.getOrDefault("none benign froc", Double.NaN), 1e-12);
  }

  @Test
  void precisionIsAveragedOverTrialsAtFixedRecalls() throws IOException {
    String page = page(SampleBoxes.input());
    List<Map<String, String>> rows = csv(folder, "precision-recall");
    assertEquals(2 * 2 * 101, rows.size());
    List<Map<String, String>> benign =
        rows.stream()
            .filter(r -> "none".equals(r.get("arm")) && "benign".equals(r.get("class")))
            .toList();
    assertEquals(0.5, number(benign.get(50), "recall"));
    assertEquals(1, number(benign.get(50), "mean"), 1e-12);
    // beyond one half, 2/3 with seed 0 and never reached with seed 1
    assertEquals(1.0 / 3, number(benign.get(51), "mean"), 1e-12);
    assertEquals(0, number(benign.get(100), "low"), 1e-12);
    assertEquals(2.0 / 3, number(benign.get(100), "high"), 1e-12);
    String figure = figure(page, "precision-recall");
    assertEquals(2, count(figure, "<svg class=\"plot\""));
    assertEquals(4, count(figure, "<path class=\"curve"));
    assertTrue(figure.contains(">none, AP50 0.667</text>"), figure);
    assertTrue(figure.contains(">flips, AP50 0.833</text>"), figure);
    assertFalse(figure.contains("curve other"));
  }

  /** With five other arms only the chosen one is told apart. */
  @Test
  void ofManyArmsTheBaselineAndTheChosenOneStandOut() throws IOException {
    List<String> arms = List.of("none", "a", "b", "c", "d", "e");
    String figure = figure(page(SampleBoxes.input(arms, "c", List.of())), "precision-recall");
    assertEquals(2 * 4, count(figure, "<path class=\"curve other\""));
    assertEquals(2, count(figure, "<path class=\"curve arm\""));
    assertEquals(2, count(figure, "<path class=\"curve baseline\""));
    assertEquals(2, count(figure, ">c, AP50"));
    assertEquals(0, count(figure, ">a, AP50"));
    assertTrue(figure.contains("Thin grey: the other arms."));
  }

  /**
   * Over both classes, of four objects: “none” has two before the first false detection; seed 0
   * finds the third after two, seed 1 after one.
   */
  @Test
  void sensitivityIsReadOffThePooledCurve() throws IOException {
    String page = page(SampleBoxes.input());
    List<Map<String, String>> froc = csv(folder, "froc");
    assertEquals(2 * 49, froc.size());
    assertEquals(0.125, number(froc.get(0), "false_positives"));
    assertEquals(0.5, number(froc.get(0), "high"), 1e-12);
    assertEquals(0.25, number(froc.get(8), "false_positives"));
    assertEquals(8, number(froc.get(48), "false_positives"));
    assertEquals(0.75, number(froc.get(48), "low"), 1e-12);
    List<Map<String, String>> at = csv(folder, "sensitivity");
    assertEquals(2 * 7, at.size());
    assertEquals("2", at.get(1).get("trials"));
    assertEquals(0.625, number(at.get(1), "mean"), 1e-12);
    assertEquals(0.5, number(at.get(1), "low"), 1e-12);
    assertEquals(0.75, number(at.get(1), "high"), 1e-12);
    assertEquals(0.75, number(at.get(2), "mean"), 1e-12);
    // flips: all at once, or nothing before the first false one
    assertEquals(0.5, number(at.get(7), "mean"), 1e-12);
    assertEquals(1, number(at.get(8), "mean"), 1e-12);
    assertTrue(page.contains("0.625 <span class=\"interval\">[0.50,\u00a00.75]</span>"));
    String figure = figure(page, "froc");
    assertEquals(2, count(figure, "<svg class=\"plot\""));
    // three octaves of six to the left of 186 pixels
    assertTrue(figure.contains("class=\"tick middle\" x=\"93.0\" y=\"192.0\">1</text>"), figure);
    assertTrue(figure.contains("class=\"tick middle\" x=\"0.0\" y=\"192.0\">1/8</text>"), figure);
    assertTrue(figure.contains(">at 1: 0.750</text>"), figure);
    assertTrue(figure.contains("class=\"range arm\""));
  }

  private static String figure(String page, String id) {
    String figure = page.substring(page.indexOf("id=\"figure-" + id + "\""));
    return figure.substring(0, figure.indexOf("</figure>"));
  }

  @Test
  void figuresStandAlone() throws Exception {
    page(SampleBoxes.input());
    try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
      for (Path figure : figures.toList()) {
        assertEquals("svg", xml(figure).getDocumentElement().getNodeName());
        assertFalse(Files.readString(figure).contains("var(--"), figure::toString);
      }
    }
    assertEquals(
        4, xml(folder.resolve("figures/boxes.svg")).getElementsByTagName("image").getLength());
  }

  @Test
  void withoutADetectionThereIsNoFigureOfBoxes() throws IOException {
    StudyResults r = SampleBoxes.input().results();
    String page =
        page(
            new ReportInput(
                new StudyResults(
                    r.study(), r.task(), r.metric(), "00", false, r.classes(), List.of(), null),
                List.of(),
                "",
                Map.of(),
                Map.of(),
                new ReportInput.DataSheet(List.of(), false, Map.of()),
                Map.of(),
                true));
    assertTrue(page.contains("No trial has test detections."));
    assertFalse(page.contains("figure-precision-recall"));
  }

  /** A test part without any object: every number is undefined, and no line is drawn. */
  @Test
  void aPartWithoutObjectsDrawsNothing() throws IOException {
    ReportInput i = SampleBoxes.input();
    Detections nothing =
        Detections.of(new int[] {0}, List.of(new DetectionCase(List.of(), List.of())), 2);
    String page =
        page(
            new ReportInput(
                i.results(),
                List.of(SampleBoxes.trial("none", 0, nothing)),
                "",
                Map.of(),
                Map.of(),
                i.data(),
                Map.of(),
                false));
    assertEquals("NaN", csv(folder, "precision-recall").get(0).get("mean"));
    assertEquals("NaN", csv(folder, "sensitivity").get(6).get("mean"));
    assertTrue(page.contains(">none, AP50 undefined</text>"));
    assertFalse(
        UNDEFINED_PLACE.matcher(page).find(), "an undefined number must not reach a drawing");
  }
}
