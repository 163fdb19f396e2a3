package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of a study over several splits says besides that of a study on one. */
class FoldsReportTest {
  @TempDir Path folder;

  @Test
  void chancesOfEachArmStandInTableAndWords() throws IOException {
    String page = page(folds(0.01, 0.02, new CorrelatedT(0.004, 0.116, 0.88)));
    assertTrue(
        page.contains("<caption>How probable it is, given these splits, that the arm"), page);
    assertTrue(page.contains(">88 %</td>"), "in the table");
    assertTrue(page.contains(">&lt; 1 %</td>"), "what is small is not called impossible");
    assertTrue(page.contains("Benavoli et al. 2017, JMLR 18(77)"));
    List<String> answer =
        Answer.of(folds(0.01, 0.02, new CorrelatedT(0.004, 0.116, 0.88)).results(), false);
    assertTrue(
        answer
            .get(0)
            .replace('\u00a0', ' ')
            .endsWith(
                " Given these splits alone, it is better by more than 0.010 with a probability of"
                    + " 88 %, practically equal with 12 %, worse with < 1 %."),
        answer.get(0));
    List<String> lines = Files.readAllLines(folder.resolve("tables/posterior.csv"));
    assertEquals("arm,worse,equal,better", lines.get(0));
    assertTrue(lines.contains("l1,0.004,0.116,0.88"), lines.toString());
  }

  @Test
  void oneSplitHasNone() throws IOException {
    String page = page(SampleStudy.input());
    assertFalse(page.contains("How probable it is"));
    assertFalse(page.contains("Benavoli"));
    assertTrue(
        page.contains("There is one split, so that only the seeds' part".replace("'", "&#39;")));
  }

  /** .01² of .01² + .02² is a fifth. */
  @Test
  void sharesOfSeedsAndSplitsAreToldInWords() throws IOException {
    assertTrue(
        page(folds(0.01, 0.02, null))
            .contains(
                "Of the variance of one training of “none”, 20.0 % comes from the seed and 80.0 %"
                    + " from the split"));
    assertTrue(
        page(folds(Double.NaN, 0.02, null)).contains("the deviation over splits holds both"));
    assertTrue(page(folds(0, 0, null)).contains("The trainings of the baseline do not vary."));
  }

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input)).replace('\u00a0', ' ');
  }

  /** The sample as if it had been run over folds, and validation had chosen the arm l1. */
  private static ReportInput folds(double seed, double split, @Nullable CorrelatedT posterior) {
    ReportInput sample = SampleStudy.input();
    StudyResults r = sample.results();
    List<ArmResult> arms = r.arms().stream().map(a -> ofFolds(a, seed, split, posterior)).toList();
    return SampleStudy.with(
        sample,
        new StudyResults(
            r.study(),
            r.task(),
            r.metric(),
            r.specHash(),
            false,
            r.classes(),
            arms,
            new StudyResults.Best("l1", "validation", 0.9)));
  }

  private static ArmResult ofFolds(
      ArmResult a, double seed, double split, @Nullable CorrelatedT posterior) {
    Comparison d = a.difference();
    return new ArmResult(
        a.arm(),
        a.trials(),
        a.completed(),
        a.failed(),
        a.diverged(),
        a.metrics(),
        a.validation(),
        a.train(),
        a.gap(),
        d == null
            ? null
            : new Comparison(
                d.to(),
                d.mean(),
                d.low(),
                d.high(),
                d.p(),
                d.pHolm(),
                d.verdict(),
                d.detectable(),
                "corrected resampled t over 5 splits",
                posterior),
        a.differences(),
        a.epochs(),
        a.sparsity(),
        a.weightNorm(),
        seed,
        split);
  }
}
