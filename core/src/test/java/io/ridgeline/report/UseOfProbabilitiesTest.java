package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.study.StudyResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibration, sets of classes and decision curves as a report shows them. */
class UseOfProbabilitiesTest {
  @TempDir Path folder;

  private String words(ReportInput input) throws IOException {
    String page = Files.readString(StudyReport.write(folder, input));
    String section =
        page.substring(page.indexOf("id=\"predictions\""), page.indexOf("id=\"weights\""));
    return section.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ').replaceAll(" +", " ");
  }

  @Test
  void anArmIsTooSureWhereTheIntervalOfItsSlopeEndsBelowOne() throws IOException {
    String words = words(SampleStudy.input());
    assertTrue(words.contains("“cocktail” are too sure."), words);
    assertTrue(
        words.contains("none 0.105 [0.095, 0.115] 0.40 [0.20, 0.60] −0.10 [−0.40, 0.20] 1.60"),
        words);
    List<Map<String, String>> rows = csv(folder, "calibration");
    assertEquals(9 * 7, rows.size());
    assertEquals("1.6", rows.get(3).get("mean"));
    assertEquals("NaN", rows.get(3).get("low"));
  }

  @Test
  void aClassWithTooFewImagesIsNamedWithItsNumber() throws IOException {
    String words = words(SampleStudy.input());
    assertTrue(
        words.contains(
            "A class needs at least 9 validation images; undefined for lack of them: “malignant” (7)."),
        words);
    assertTrue(words.contains("none undefined 91.0 % undefined"), words);
  }

  /** 39 of 156 are of the positive class’s other: at .5 acting on all is worth 117/156 − 39/156. */
  @Test
  void decisionCurvesAreOfEveryArmInTheFile() throws IOException {
    String words = words(SampleStudy.input());
    assertTrue(
        words.contains("“cocktail” does more good than acting on all and than acting on none at"),
        words);
    List<Map<String, String>> rows = csv(folder, "decision-curve");
    assertEquals(9 * 99, rows.size());
    assertEquals("0.5", rows.get(49).get("threshold"));
    assertEquals(0.5, Double.parseDouble(rows.get(49).get("act_on_all")), 1e-12);
    assertTrue(Double.parseDouble(rows.get(49).get("net_benefit")) > 0.5);
    assertTrue(
        Files.readString(folder.resolve("figures/decision-curve.svg"))
            .contains("cocktail (chosen)"));
  }

  @Test
  void resultsWithoutEvidenceShowNoneOfIt() throws IOException {
    ReportInput input = SampleStudy.input();
    StudyResults r = input.results();
    String words =
        words(
            SampleStudy.with(
                input,
                new StudyResults(
                    r.study(),
                    r.task(),
                    r.metric(),
                    r.specHash(),
                    false,
                    r.classes(),
                    r.arms(),
                    r.best())));
    assertFalse(words.contains("Sets of classes"));
    assertFalse(words.contains("Calibration on test"));
    assertTrue(words.contains("Decision curves"), "they are made of the trials");
  }
}
