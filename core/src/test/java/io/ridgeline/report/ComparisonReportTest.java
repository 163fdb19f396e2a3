package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.study.SampleStudies;
import io.ridgeline.study.StudyComparison;
import io.ridgeline.study.StudyResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
  private static final List<String> ARMS = List.of("none", "dropout", "mixup", "cocktail");

  @TempDir Path folder;

  /** Studies in which the arms gain 0, −.01, .02 and .03, the last two in turn. */
  private static StudyComparison comparison(int studies) {
    Map<String, StudyResults> map = new LinkedHashMap<>();
    for (int i = 0; i < studies; i++) {
      double turn = i % 2 == 0 ? 0.005 : -0.02;
      map.put(
          "data <" + i + ">",
          SampleStudies.study(
              "data <" + i + ">",
              "auroc",
              SampleStudies.means(
                  ARMS, 0.8, 0.79 - 0.001 * i, 0.82 + 0.001 * i, 0.83 + turn + 0.0005 * i)));
    }
    return StudyComparison.of(map, null);
  }

  @Test
  void theAnswerNamesWhatHelpsAndWhatHarms() {
    List<String> answer =
        ComparisonAnswer.of(comparison(10)).stream().map(s -> s.replace('\u00a0', ' ')).toList();
    assertEquals(2, answer.size());
    assertTrue(
        answer
            .get(0)
            .startsWith(
                "By test AUROC over 10 data sets, the arms rank differently (Friedman χ² = 27.00 on"
                    + " 3, p < 0.001; Iman–Davenport F = 81.00 on 3 and 27, p < 0.001)."),
        answer.get(0));
    assertEquals(
        "Against “none” (Wilcoxon's signed-rank test over data sets, Holm's adjustment): “mixup”"
            + " (better on 10 of 10, adjusted p = 0.006), “cocktail” (better on 10 of 10, adjusted p"
            + " = 0.006) help; “dropout” (better on 0 of 10, adjusted p = 0.006) harms.",
        answer.get(1));
  }

  /** Of three data sets the smallest two-sided p is 2/2³; three arms are tested. */
  @Test
  void fewDataSetsAreWarnedOf() {
    List<String> answer = ComparisonAnswer.of(comparison(3));
    assertEquals(
        "Over fewer than 5 data sets these tests have little power: read no equality into them. With"
            + " 3 data sets and 3 arms to test, Wilcoxon's adjusted p cannot be below 0.750: no arm"
            + " can be shown to help or harm, however well it does.",
        answer.get(2));
    assertTrue(answer.get(1).contains("no evidence of a difference for “cocktail”"), answer.get(1));
    assertEquals(2, ComparisonAnswer.of(comparison(8)).size(), "3 · 2/2⁸ is below .05");
  }

  @Test
  void pageFigureAndTablesAreWritten() throws IOException {
    Path page = ComparisonReport.write(folder, comparison(10));
    String html = Files.readString(page);
    assertEquals("compare.html", page.getFileName().toString());
    assertTrue(html.contains("10 studies compared"));
    assertTrue(html.contains("data &lt;3&gt;") && !html.contains("data <3>"), "markup is inert");
    String svg = Files.readString(folder.resolve("figures/critical-difference.svg"));
    assertTrue(svg.contains(">critical difference 1.48<"), "2.569 √(4·5/60)");
    assertEquals(2, svg.split("class=\"bar\"", -1).length - 1, "mixup–cocktail, none–dropout");
    List<String> ranks = Files.readAllLines(folder.resolve("tables/ranks.csv"));
    assertEquals("arm,average_rank,better,worse,p,p_holm,verdict", ranks.get(0));
    assertEquals(5, ranks.size());
    assertTrue(ranks.contains("dropout,4.0,0,10,0.001953125,0.005859375,harms"), ranks.toString());
    assertEquals(41, Files.readAllLines(folder.resolve("tables/values.csv")).size());
    assertFalse(html.contains("SIMULATED"));
    assertEquals(html, Files.readString(ComparisonReport.write(folder, comparison(10))));
  }
}
