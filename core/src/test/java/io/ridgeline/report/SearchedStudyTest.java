package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.statistics.PowerLaw;
import io.ridgeline.study.LearningCurveResults;
import io.ridgeline.study.LearningCurveResults.ArmCurve;
import io.ridgeline.study.LearningCurveResults.Point;
import io.ridgeline.study.LearningCurveResults.Trend;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.TuningResults;
import io.ridgeline.study.TuningResults.ArmSearch;
import io.ridgeline.study.TuningResults.Chosen;
import io.ridgeline.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of searches and of shares of the training part. */
final class SearchedStudyTest {
  private static final TuningResults TUNING =
      new TuningResults(
          3,
          "halton",
          "halving",
          List.of(
              search("none", Map.of("learningRate", 0.00123), 0.81),
              search("l1", Map.of("learningRate", 0.002, "l1.lambda", 3.2e-5), 0.83)));

  private static final LearningCurveResults CURVE =
      new LearningCurveResults(
          List.of(
              new ArmCurve(
                  "none",
                  List.of(point(0.5, 100, 0.7, Double.NaN), point(1, 200, 0.8, Double.NaN)),
                  new PowerLaw(0.1, 2, 0.5),
                  null),
              new ArmCurve(
                  "l1",
                  List.of(point(0.5, 100, 0.75, 0.05), point(1, 200, 0.81, 0.01)),
                  null,
                  new Trend(-0.04, -0.06, -0.02, "5 splits"))));

  @TempDir Path temporary;

  private static ArmSearch search(String arm, Map<String, Object> values, double value) {
    return new ArmSearch(
        arm,
        List.of(new Chosen("official", values, 13, value)),
        List.of(value - 0.2, value - 0.1, value),
        13,
        61,
        2);
  }

  private static Point point(double share, double images, double mean, double difference) {
    return new Point(
        share,
        images,
        mean,
        mean - 0.1,
        mean + 0.1,
        difference,
        difference - 0.02,
        difference + 0.02);
  }

  /** The sample study, its first two trials taken for those of searches of one and two minutes. */
  private String page(@Nullable TuningResults tuning, @Nullable LearningCurveResults curve)
      throws IOException {
    ReportInput sample = SampleStudy.input();
    StudyResults results = sample.results().with(tuning, curve);
    List<TrialRecord> searches = new ArrayList<>();
    for (String arm : List.of("none", "l1")) {
      TrialRecord one =
          sample.trials().stream()
              .filter(t -> t.spec().arm().name().equals(arm))
              .findFirst()
              .orElseThrow();
      searches.add(
          new TrialRecord(
              one.spec(),
              one.outcome(),
              one.epochs(),
              one.predictions(),
              one.losses(),
              one.evidence(),
              one.parameters(),
              new TrialRecord.Timing(arm.equals("none") ? 60 : 120, 0.1)));
    }
    ReportInput input =
        SampleStudy.with(sample, results)
            .with(new ReportInput.Further(List.of(), searches, List.of()));
    return Files.readString(StudyReport.write(temporary, input));
  }

  private List<String> table(String id) throws IOException {
    return Files.readAllLines(temporary.resolve("tables").resolve(id + ".csv"));
  }

  @Test
  void whatWasChosenStandsThereWithTheCurveOfExpectedBests() throws IOException {
    String page = page(TUNING, null);
    assertTrue(page.contains(">Tuning<"), "the heading");
    assertTrue(page.contains("successive halving"), "how epochs were spread");
    assertTrue(page.contains("l1.lambda"), "what was searched");
    assertTrue(page.contains("tuned for each arm"), "instead of one learning rate");
    assertTrue(page.contains("; tuned: lambda"), "beside the study file's own value");
    List<String> rows = table("best-of");
    assertEquals("arm,configurations,expected_best", rows.get(0));
    assertEquals(7, rows.size());
    assertEquals("l1,3,0.83", rows.get(6));
  }

  /** Two minutes against one: of its three configurations l1 can afford one in equal time. */
  @Test
  void equalTimeIsToldBesideEqualNumbers() throws IOException {
    String page = page(TUNING, null);
    int row = page.indexOf("scope=\"row\">l1<", page.indexOf("The same budget in two ways"));
    String cells = page.substring(row, page.indexOf("</tr>", row)).replaceAll("<[^>]*>", " ");
    assertTrue(cells.replaceAll("\\s+", " ").contains("61 2 min"), cells);
    assertTrue(cells.replaceAll("\\s+", " ").trim().endsWith("2 0.830 1 0.630"), cells);
  }

  @Test
  void lessDataStandThereWithTheTrend() throws IOException {
    String page = page(null, CURVE);
    assertTrue(page.contains("With less data"), "the heading");
    assertTrue(page.contains("−0.040"), "the slope");
    assertTrue(page.contains("[−0.060,\u00a0−0.020]"), "its interval");
    assertTrue(page.contains("0.100 + 2.00 · n^−0.50"), "the law");
    assertTrue(page.contains("0.800"), "1 − (0.1 + 2/√400)");
    assertTrue(page.contains("not fitted"), "of l1");
    List<String> rows = table("sample-size");
    assertEquals(5, rows.size());
    assertTrue(rows.get(3).startsWith("l1,0.5,100"), rows.get(3));
  }

  @Test
  void aPlainStudySaysNothingOfEither() throws IOException {
    String page = page(null, null);
    assertFalse(page.contains(">Tuning<") || page.contains("With less data"), "neither");
    assertFalse(Files.exists(temporary.resolve("tables").resolve("best-of.csv")));
  }
}
