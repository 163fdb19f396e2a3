package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static io.ridgeline.report.ReportFiles.xml;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.study.StudyResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The report of a study of masks; its numbers are those of {@link SampleMasks}. */
class MaskSectionTest {
  @TempDir Path folder;

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input));
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(String.valueOf(row.get(column)));
  }

  @Test
  void masksStandWhereProbabilitiesWould() throws IOException {
    String page = page(SampleMasks.input());
    assertTrue(page.contains(">5. Masks</h2>"));
    assertTrue(page.contains("<a href=\"#predictions\">Masks</a>"));
    assertFalse(page.contains("Discrimination"));
    assertTrue(page.contains("classes: background, anterior, posterior"));
    assertTrue(page.contains("the most probable class of each pixel"));
    assertFalse(page.contains("a probability for each class"));
    assertTrue(page.contains("a third of patches are laid around foreground"));
    assertTrue(page.contains("one patch an epoch is seen"));
    assertTrue(page.contains("at most 32 examples"));
    assertTrue(page.contains(">Wilcoxon 1945"));
    assertTrue(page.contains(">Dice 1945"));
    Matcher links = Pattern.compile("href=\"((?:figures|tables)/[^\"]+)\"").matcher(page);
    while (links.find()) {
      assertTrue(Files.size(folder.resolve(links.group(1))) > 20, links.group(1));
    }
  }

  @Test
  void imagesAreCountedByKind() throws IOException {
    String page = page(SampleMasks.input());
    assertTrue(page.contains("Images by part and kind."));
    List<Map<String, String>> rows = csv(folder, "classes");
    assertEquals(4, rows.size());
    assertTrue(rows.stream().noneMatch(r -> "background".equals(r.get("class"))));
  }

  @Test
  void distancesHaveTheirUnit() throws IOException {
    String page = page(SampleMasks.input());
    assertTrue(page.contains(">95 % Hausdorff distance (mm)</th>"));
    assertTrue(page.contains(">Average symmetric surface distance (mm)</th>"));
    assertTrue(page.contains(">Normalized surface Dice</th>"));
    assertTrue(page.contains(">Test 95 % Hausdorff distance (mm)</th>"));
    assertTrue(page.contains(">Test Dice</th>"));
  }

  @Test
  void theDecisionTableHasTheDistanceBesideTheOverlap() throws IOException {
    page(SampleMasks.input());
    Map<String, String> none = csv(folder, "decision").get(0);
    assertEquals(0.66, number(none, "test"), 1e-12);
    // case 10 has the first class alone: 5; then 4, 3, 2, 1
    assertEquals(3, number(none, "hd95"), 1e-12);
    assertEquals(2.9, number(none, "hd95_low"), 1e-12);
    String page = page(SampleMasks.input("hd95", List.of()));
    assertEquals(1, page.split(">Test 95 % Hausdorff distance \\(mm\\)</th>", -1).length - 1);
  }

  @Test
  void metricsByArmAndByClassAreThoseOfTheTrials() throws IOException {
    page(SampleMasks.input());
    List<Map<String, String>> metrics = csv(folder, "metrics");
    assertEquals(2 * 10, metrics.size());
    assertEquals("dice", metrics.get(0).get("metric"));
    assertEquals(0.66, number(metrics.get(0), "mean"), 1e-12);
    assertEquals("NaN", metrics.get(4).get("mean"), "nsd was not measured");
    Map<String, Double> means = new HashMap<>();
    for (Map<String, String> row : csv(folder, "by-class")) {
      means.put(
          row.get("arm") + " " + row.get("class") + " " + row.get("metric"), number(row, "mean"));
    }
    // 0.5 + 0.1·2 + 0.01; with flips (4·0.05 − 0.06)/5 = 0.028 more
    assertEquals(0.71, means.getOrDefault("none anterior dice", Double.NaN), 1e-12);
    assertEquals(0.61, means.getOrDefault("none posterior dice", Double.NaN), 1e-12);
    assertEquals(0.738, means.getOrDefault("flips anterior dice", Double.NaN), 1e-12);
    assertEquals(0.638, means.getOrDefault("flips posterior dice", Double.NaN), 1e-12);
    // 5, 4, 3, 2, 1, and without the 5
    assertEquals(3, means.getOrDefault("none anterior hd95", Double.NaN), 1e-12);
    assertEquals(2.5, means.getOrDefault("none posterior hd95", Double.NaN), 1e-12);
  }

  @Test
  void everyCaseIsShownAndPaired() throws IOException {
    String page = page(SampleMasks.input());
    List<Map<String, String>> cases = csv(folder, "cases");
    assertEquals(10, cases.size());
    assertEquals(0.46, number(cases.get(0), "value"), 1e-12);
    assertEquals("12", cases.get(7).get("example"));
    assertEquals(0.6, number(cases.get(7), "value"), 1e-12);
    // the median of 0.46 ... 0.86 and its quartiles, numpy.quantile(x, [.25, .5, .75])
    assertTrue(page.contains("0.660 [0.560,\u00a00.760]"));
    List<Map<String, String>> paired = csv(folder, "paired");
    assertEquals(5, paired.size());
    assertEquals(0.66, number(paired.get(2), "baseline"), 1e-12);
    assertEquals(0.6, number(paired.get(2), "value"), 1e-12);
    assertTrue(page.contains(">higher in 4 of 5</text>"));
  }

  @Test
  void picturesAreInThePageAndNothingElseIsFetched() throws IOException {
    String page = page(SampleMasks.input());
    assertTrue(page.contains("default-src &#39;none&#39;; img-src data:; style-src"));
    Matcher address = Pattern.compile("(?:src|href|srcset|action|data)=\"([^\"]*)\"").matcher(page);
    List<String> pictures = new ArrayList<>();
    while (address.find()) {
      String to = address.group(1);
      if (to.startsWith("data:")) {
        pictures.add(to);
      } else {
        assertTrue(to.matches("#[\\w-]+|(figures|tables)/[\\w.-]+"), to);
      }
    }
    assertEquals(
        5,
        pictures.size(),
        "one of the best case, two slices of the worst, printed and to leaf through");
    String head = "data:image/png;base64,";
    assertTrue(pictures.get(0).startsWith(head), pictures.get(0));
    byte[] png = Base64.getDecoder().decode(pictures.get(0).substring(head.length()));
    Image picture = ImageReader.read(png, "picture");
    assertEquals(3, picture.width());
    assertArrayEquals(new float[] {0, 50, 100, 150, 200, 255}, picture.values());
  }

  @Test
  void overlaysNameCaseValueAndSlice() throws IOException {
    String page = page(SampleMasks.input());
    String figure = page.substring(page.indexOf("class=\"panels across-3\""));
    figure = figure.substring(0, figure.indexOf("</figure>"));
    assertTrue(figure.contains(">Best: Dice 0.910</text>"));
    assertTrue(figure.contains(">Worst: Dice 0.510, slice 5 of 7</text>"));
    assertTrue(figure.contains(">case &lt;10&gt;</text>"));
    // three true and three chosen masks, one of the baseline
    assertEquals(3, figure.split("class=\"outline truth\"", -1).length - 1);
    assertEquals(3, figure.split("class=\"outline chosen\"", -1).length - 1);
    assertEquals(1, figure.split("class=\"outline baseline\"", -1).length - 1);
    assertEquals("case <10>", csv(folder, "overlays").get(1).get("example"));
    assertFalse(page(SampleMasks.input("dice", List.of())).contains("figure-overlays"));
  }

  /** The flat case has none; the slider of the volume stands on the slice printed in the middle. */
  @Test
  void aVolumeHasASliceViewer() throws IOException {
    String page = page(SampleMasks.input());
    assertEquals(2, page.split("class=\"viewer\"", -1).length);
    String viewer = page.substring(page.indexOf("Worst case, through its slices"));
    viewer = viewer.substring(0, viewer.indexOf("</section>"));
    assertTrue(viewer.contains("<input type=\"range\" min=\"0\" max=\"1\" value=\"1\">"), viewer);
    assertTrue(viewer.contains("slice 1 of 7"));
    assertTrue(viewer.contains("slice 5 of 7"));
  }

  @Test
  void printedSlicesHaveForegroundIfAnyHas() {
    byte[] none = new byte[1];
    byte[] some = {1};
    List<Overlay.Slice> slices =
        IntStream.range(0, 9)
            .mapToObj(
                z -> new Overlay.Slice(z, 1, 1, none, z > 2 && z < 8 ? some : none, none, none))
            .toList();
    Overlay overlay = new Overlay("Best", "a", 1, 9, slices);
    assertEquals(List.of(3, 5, 7), overlay.printed().stream().map(Overlay.Slice::z).toList());
    Overlay empty = new Overlay("Best", "a", 1, 9, slices.subList(0, 3));
    assertEquals(List.of(1), empty.printed().stream().map(Overlay.Slice::z).toList());
  }

  /** Slices 4 and 5 of 10 are marked, by either mask; without a mark all count. */
  @Test
  void worthwhileSlicesLieAroundTheForeground() {
    byte[] first = new byte[20];
    first[9] = 1;
    byte[] second = new byte[20];
    second[10] = 2;
    assertArrayEquals(
        new int[] {2, 3, 4, 5, 6, 7}, Overlay.worthwhile(10, 2, 64, first, second, new byte[0]));
    assertArrayEquals(new int[] {3, 6}, Overlay.worthwhile(10, 2, 2, first, second));
    assertArrayEquals(new int[] {1, 5, 8}, Overlay.worthwhile(10, 2, 3, new byte[20]));
  }

  @Test
  void figuresStandAlone() throws Exception {
    page(SampleMasks.input());
    try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
      for (Path figure : figures.toList()) {
        Document svg = xml(figure);
        assertEquals("svg", svg.getDocumentElement().getNodeName());
        assertFalse(Files.readString(figure).contains("var(--"), figure::toString);
      }
    }
    assertEquals(
        3, xml(folder.resolve("figures/overlays.svg")).getElementsByTagName("image").getLength());
  }

  @Test
  void withoutATestCaseThereIsNoFigureOfMasks() throws IOException {
    ReportInput i = SampleMasks.input();
    StudyResults r = i.results();
    String page =
        page(
            new ReportInput(
                new StudyResults(
                    r.study(), r.task(), r.metric(), "00", false, r.classes(), r.arms(), null),
                List.of(),
                "",
                Map.of(),
                Map.of(),
                i.data(),
                Map.of(),
                true));
    assertTrue(page.contains("No trial has test cases."));
    assertFalse(page.contains("figure-cases"));
  }

  /** Where no case is defined with either arm, there is nothing to draw and nothing breaks. */
  @Test
  void aMetricThatIsNowhereDefinedDrawsNothing() throws IOException {
    String page = page(SampleMasks.input("assd", List.of()));
    assertTrue(page.contains("No trial has test cases."));
    assertFalse(
        Pattern.compile(" (?:d|transform|[cxy]+[12]?)=\"[^\"]*NaN").matcher(page).find(),
        "an undefined number must not reach a drawing");
  }
}
