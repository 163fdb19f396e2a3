package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static io.ridgeline.report.ReportFiles.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportFiguresTest {
  private static final Pattern POINT = Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)");

  @TempDir Path folder;

  @Test
  void figuresStandAloneWithTitlesAndResolvedColours() throws Exception {
    StudyReport.write(folder, SampleStudy.input());
    try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
      for (Path figure : figures.toList()) {
        Document svg = xml(figure);
        assertFalse(Files.readString(figure).contains("var(--"), figure::toString);
        NodeList drawings = svg.getElementsByTagName("svg");
        for (int i = 0; i < drawings.getLength(); i++) {
          Element drawing = (Element) drawings.item(i);
          if (drawing.hasAttribute("role")) {
            assertEquals("title", drawing.getFirstChild().getNodeName());
            assertFalse(drawing.getAttribute("aria-label").isBlank());
          }
        }
      }
    }
  }

  @Test
  void rocPathsAreTheDataInTheTable() throws Exception {
    StudyReport.write(folder, SampleStudy.input());
    List<double[]> data =
        csv(folder, "roc").stream()
            .filter(r -> "cocktail".equals(r.get("arm")))
            .map(
                r ->
                    new double[] {
                      Double.parseDouble(r.get("false_positive_rate")),
                      Double.parseDouble(r.get("sensitivity"))
                    })
            .toList();
    List<List<double[]>> curves = paths("roc", "curve arm");
    assertSameShape(data, curves.get(curves.size() - 1));
  }

  @Test
  void learningCurvePathsAreTheDataInTheTable() throws Exception {
    StudyReport.write(folder, SampleStudy.input());
    List<List<double[]>> curves = paths("learning-curves-metric", "curve validation");
    assertEquals(9, curves.size());
    for (int i : new int[] {0, 3, 8}) {
      String arm = SampleStudy.input().results().arms().get(i).arm().name();
      List<double[]> data =
          csv(folder, "learning-curves-metric").stream()
              .filter(r -> arm.equals(r.get("arm")) && "validation".equals(r.get("part")))
              .map(
                  r ->
                      new double[] {
                        Double.parseDouble(r.get("epoch")), Double.parseDouble(r.get("mean"))
                      })
              .toList();
      assertSameShape(data, curves.get(i));
    }
  }

  @Test
  void confusionCountsAddUpToTheTestPart() throws IOException {
    StudyReport.write(folder, SampleStudy.input());
    List<Map<String, String>> rows = csv(folder, "confusion");
    assertEquals(8, rows.size());
    assertEquals(2 * 156, rows.stream().mapToInt(r -> Integer.parseInt(r.get("examples"))).sum());
    assertEquals("malignant", rows.get(1).get("true_class"));
    assertEquals("benign", rows.get(1).get("predicted_class"));
  }

  /** The points of every path of a class, in pixels. */
  private List<List<double[]>> paths(String figure, String cssClass) throws Exception {
    NodeList all = xml(folder.resolve("figures/" + figure + ".svg")).getElementsByTagName("path");
    List<List<double[]>> paths = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element path = (Element) all.item(i);
      if (path.getAttribute("class").equals(cssClass)) {
        List<double[]> points = new ArrayList<>();
        Matcher point = POINT.matcher(path.getAttribute("d"));
        while (point.find()) {
          points.add(
              new double[] {
                Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))
              });
        }
        paths.add(points);
      }
    }
    return paths;
  }

  /** One straight map from values to pixels, for each axis, explains every point. */
  private static void assertSameShape(List<double[]> data, List<double[]> pixels) {
    assertEquals(data.size(), pixels.size());
    for (int axis = 0; axis < 2; axis++) {
      int low = 0;
      int high = 0;
      for (int i = 0; i < data.size(); i++) {
        low = data.get(i)[axis] < data.get(low)[axis] ? i : low;
        high = data.get(i)[axis] > data.get(high)[axis] ? i : high;
      }
      double scale =
          (pixels.get(high)[axis] - pixels.get(low)[axis])
              / (data.get(high)[axis] - data.get(low)[axis]);
      assertTrue(axis == 0 ? scale > 0 : scale < 0);
      for (int i = 0; i < data.size(); i++) {
        double expected = pixels.get(low)[axis] + scale * (data.get(i)[axis] - data.get(low)[axis]);
        assertEquals(expected, pixels.get(i)[axis], 0.16, "point " + i);
      }
    }
  }
}
