package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplaintSectionTest {
  @TempDir Path folder;

  /** The section's text without markup. */
  private String words() throws IOException {
    String page = Files.readString(StudyReport.write(folder, SampleStudy.input()));
    String section = page.substring(page.indexOf("id=\"complaints\""), page.indexOf("id=\"data\""));
    return section.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ').replaceAll(" +", " ");
  }

  @Test
  void eachComplaintIsAnsweredInWords() throws IOException {
    String words = words();
    assertTrue(
        words.contains(
            "“It takes long.” With “none” the best validation AUROC comes after 17 epochs"
                + " (median)."),
        words);
    assertTrue(words.contains("“dropout” 1 of 5. 1 of 45 trials diverged."), words);
    assertTrue(
        words.contains("A smaller gap is left by “dropout” (−0.044 [−0.064, −0.024], 58 % of it)"),
        words);
    assertTrue(words.contains("“cocktail” (−0.074 [−0.094, −0.054], 30 % of it)"), words);
    assertEquals(-1, words.indexOf("A larger one"), words);
    assertTrue(words.contains("dropout 4 of 5 17 "), words);
  }

  /** Invented epochs rise, so that an arm whose curve lies higher is there sooner. */
  @Test
  void theTableHasTheTimeThatThoseEpochsTook() throws IOException {
    words();
    List<Map<String, String>> rows = csv(folder, "complaints");
    assertEquals(9, rows.size());
    Map<String, String> none = rows.get(0);
    assertEquals("17.0", none.get("median_epochs"));
    assertEquals("NaN", none.get("gap_difference"));
    double seconds = Double.parseDouble(none.get("median_seconds"));
    assertTrue(seconds > 0 && seconds < 30, "a part of the 28 to 30 seconds of a trial");
    assertEquals("1", rows.get(2).get("stuck"));
    assertEquals(-0.044, Double.parseDouble(rows.get(2).get("gap_difference")), 1e-12);
    assertEquals("1", rows.get(6).get("diverged"));
  }

  @Test
  void theFigureHasTheBaselinesLevelInEveryPanel() throws IOException {
    words();
    List<Map<String, String>> rows = csv(folder, "convergence");
    assertEquals(1, rows.stream().map(r -> r.get("baseline_level")).distinct().count());
    String figure = Files.readString(folder.resolve("figures/convergence.svg"));
    assertEquals(9, figure.split("class=\"reference\"", -1).length - 1);
    assertEquals(9, figure.split("class=\"curve baseline\"", -1).length - 1);
    assertTrue(figure.contains("reached by 3 of 5, median epoch 17"));
  }
}
