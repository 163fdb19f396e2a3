package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.study.Subgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubgroupTablesTest {
  private static final double NONE = Double.NaN;

  @TempDir Path folder;

  private static Subgroup subgroup(String value, int malignant) {
    return new Subgroup(
        "site",
        value,
        malignant + 40,
        Map.of("malignant", malignant),
        List.of(
            new Subgroup.OfArm(
                "none",
                new Interval(0.81, 0.7, 0.9),
                new PairedComparison(NONE, NONE, NONE, NONE, NONE, NONE, "")),
            new Subgroup.OfArm(
                "l1",
                new Interval(0.8, NONE, NONE),
                new PairedComparison(-0.01, -0.03, 0.01, 0.3, 0.01, 0.03, ""))));
  }

  @Test
  void smallSubgroupsSayTheirNumbers() throws IOException {
    ReportInput i = SampleStudy.input();
    ReportInput input =
        i.with(
            new ReportInput.Further(
                List.of(subgroup("north", 30), subgroup("south", 9)), List.of(), List.of()));
    String page =
        Files.readString(StudyReport.write(folder, input))
            .replaceAll("<[^>]*>", " ")
            .replace('\u00a0', ' ')
            .replaceAll(" +", " ");
    assertTrue(page.contains("none north 70 0.810 [0.700, 0.900] baseline"), page);
    assertTrue(page.contains("l1 south 49 few: 9 malignant 0.800 −0.010 [−0.030, +0.010]"));
    List<Map<String, String>> rows = csv(folder, "subgroups");
    assertEquals(4, rows.size());
    assertEquals("true", rows.get(2).get("small"));
    assertEquals("NaN", rows.get(0).get("difference"));
  }

  @Test
  void nothingIsShownUnlessItWasAskedFor() throws IOException {
    String page = Files.readString(StudyReport.write(folder, SampleStudy.input()));
    assertFalse(page.contains("In subgroups"));
    assertFalse(Files.exists(folder.resolve("tables/subgroups.csv")));
  }
}
