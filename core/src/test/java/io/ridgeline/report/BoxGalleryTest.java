package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images of a study of boxes; what is in them is told in {@link SampleBoxes}. */
class BoxGalleryTest {
  @TempDir Path folder;

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input));
  }

  private static String figure(String page) {
    String figure = page.substring(page.indexOf("id=\"figure-boxes\""));
    return figure.substring(0, figure.indexOf("</figure>"));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void imagesShowWhatWasFoundAndWhatWasMissed() throws IOException {
    String figure = figure(page(SampleBoxes.input()));
    assertEquals(4, count(figure, "href=\"data:image/png;base64,"));
    assertTrue(figure.contains(">Best: F1 1.000, 0 missed, 0 false</text>"));
    assertTrue(figure.contains(">Median: F1 0.500, 1 missed, 1 false</text>"));
    assertTrue(figure.contains(">Worst: F1 0.000, 0 missed, 1 false</text>"));
    assertTrue(figure.contains(">image 13</text>"));
    assertEquals(3, count(figure, "class=\"frame truth\""));
    assertEquals(1, count(figure, "class=\"frame missed\""));
    assertEquals(3, count(figure, "class=\"frame hit\""));
    assertEquals(2, count(figure, "class=\"frame false\""));
    for (String label : List.of("B 0.90", "B 0.60", "B 0.50", "M 0.80", "M 0.70")) {
      assertTrue(figure.contains(">" + label + "</text>"), label);
    }
    assertTrue(figure.contains("B: benign, M: malignant."));
    List<Map<String, String>> rows = csv(folder, "boxes");
    assertEquals(9, rows.size());
    List<String> kinds = new ArrayList<>();
    rows.stream()
        .filter(r -> "image 10".equals(r.get("example")))
        .forEach(r -> kinds.add(r.get("kind") + " " + r.get("class") + " " + r.get("left")));
    assertEquals(
        List.of(
            "found benign 10.0", "missed malignant 50.0", "hit benign 10.0", "false benign 60.0"),
        kinds);
    assertFalse(
        page(SampleBoxes.input(SampleBoxes.ARMS, "none", List.of())).contains("figure-boxes"));
  }

  @Test
  void lettersTellClassesApart() {
    assertEquals(List.of("B", "M"), BoxGallery.letters(List.of("benign", "malignant")));
    assertEquals(List.of("Mas", "Mal", "N"), BoxGallery.letters(List.of("mass", "malignant", "n")));
    assertEquals(List.of("Ring", "Rings"), BoxGallery.letters(List.of("ring", "rings")));
    assertEquals(List.of("P"), BoxGallery.letters(List.of("polyp")));
  }
}
