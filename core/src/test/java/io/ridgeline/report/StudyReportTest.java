package io.ridgeline.report;

import static io.ridgeline.report.ReportFiles.csv;
import static io.ridgeline.report.ReportFiles.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class StudyReportTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=y>&=1+1";

  @TempDir Path folder;

  @Test
  void everySectionFigureAndTableIsThere() throws IOException {
    String page = page(SampleStudy.input());
    for (String heading :
        List.of(
            "1. The answer",
            "2. Decision table",
            "3. Differences to the baseline",
            "4. Overfitting",
            "5. Discrimination and calibration",
            "6. Weights",
            "7. Cost",
            "8. The old complaints",
            "9. Data sheet",
            "10. Methods",
            "11. Reproducibility",
            "12. Limits and reporting checklists")) {
      assertTrue(page.contains(">" + heading + "</h2>"), heading);
    }
    Matcher links = Pattern.compile("href=\"((?:figures|tables)/[^\"]+)\"").matcher(page);
    int files = 0;
    while (links.find()) {
      assertTrue(Files.size(folder.resolve(links.group(1))) > 50, links.group(1));
      files++;
    }
    assertEquals(11 + 19, files);
    assertTrue(page.contains("Research use only; not a medical device."));
    assertFalse(page.contains("class=\"stamp\""));
  }

  @Test
  void theDecisionTableShowsTheNumbersItWasGiven() throws IOException {
    ReportInput input = SampleStudy.input();
    String row = row(page(input), "cocktail ★");
    ArmResult arm = input.results().arms().get(8);
    Summary test = Context.summary(arm.metrics(), "auroc");
    Summary accuracy = Context.summary(arm.metrics(), "accuracy");
    for (double value : new double[] {test.mean(), test.low(), test.high(), accuracy.mean()}) {
      String text = String.format(Locale.ROOT, "%.3f", value);
      assertTrue(row.contains(text), () -> text + " in " + row);
    }
    assertTrue(row.contains("+0.033 [+0.016, +0.050]"), row);
    assertTrue(row.contains("▲ helps"), row);
    assertTrue(row(page(input), "too much of everything").contains("▼ harms"));
    assertTrue(row(page(input), "none").contains("baseline"));
    List<Map<String, String>> decision = csv(folder, "decision");
    assertEquals(9, decision.size());
    assertEquals(Double.toString(test.mean()), decision.get(8).get("test"));
    assertEquals("true", decision.get(8).get("chosen"));
    assertEquals("helps", decision.get(8).get("verdict"));
  }

  @Test
  void undefinedMetricsAreSaidToBeUndefined() throws IOException {
    ReportInput input = SampleStudy.input();
    List<ArmResult> arms = new ArrayList<>(input.results().arms());
    ArmResult l1 = arms.get(1);
    Map<String, Summary> metrics = new TreeMap<>(l1.metrics());
    metrics.put("auroc", new Summary(Double.NaN, Double.NaN, Double.NaN, List.of()));
    arms.set(1, withMetrics(l1, metrics));
    String page = page(SampleStudy.with(input, withArms(input.results(), arms)));
    String row = row(page, "l1");
    assertTrue(row.startsWith("l1 undefined "), row);
    assertEquals("NaN", csv(folder, "decision").get(1).get("test"));
    assertFalse(
        Pattern.compile(" (?:d|transform|[cxy]+[12]?)=\"[^\"]*NaN").matcher(page).find(),
        "an undefined number must not reach a drawing");
  }

  @Test
  void trialsThatDidNotCompleteAreListed() throws IOException {
    String page = page(SampleStudy.input());
    assertTrue(page.contains("diverged in epoch 7, step 61: the loss"));
    assertTrue(page.contains("failed: no memory left (lower the batch or --parallel)"));
    assertTrue(page.contains("2 of 45 trials did not complete"));
    assertEquals(45, csv(folder, "trials").size());
  }

  @Test
  void stampsStandAtTheTop() throws IOException {
    ReportInput i = SampleStudy.input();
    StudyResults r = i.results();
    StudyResults simulated =
        new StudyResults(
            r.study(), r.task(), r.metric(), r.specHash(), true, r.classes(), r.arms(), r.best());
    String page =
        page(
            new ReportInput(
                simulated,
                i.trials(),
                i.studyFile(),
                i.methods(),
                i.kinds(),
                new ReportInput.DataSheet(List.of(), true, Map.of()),
                i.environment(),
                true));
    int contents = page.indexOf("<nav");
    for (String stamp : List.of("SIMULATED DATA", "LEAKAGE ALLOWED", "UNFINISHED")) {
      int at = page.indexOf(stamp);
      assertTrue(at > 0 && at < contents, stamp);
    }
  }

  @Test
  void markupInNamesIsInert() throws Exception {
    String page = page(hostile());
    assertEquals(1, count(page, "<script"), "only our own script");
    assertEquals(0, count(page, "<img"));
    assertEquals(0, count(page, "<SCRIPT"));
    assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
      for (Path figure : figures.toList()) {
        Document svg = xml(figure);
        assertEquals(0, svg.getElementsByTagName("script").getLength(), figure::toString);
        assertEquals(0, svg.getElementsByTagName("img").getLength(), figure::toString);
      }
    }
    assertEquals(HOSTILE, csv(folder, "decision").get(1).get("arm"), "tables keep the name");
    try (Stream<Path> all = Files.walk(folder)) {
      assertTrue(all.allMatch(p -> p.getFileName().toString().matches("[\\w.-]+")));
    }
  }

  @Test
  void nothingIsFetchedAndOnlyOurScriptAndStyleMayAct() throws Exception {
    String page = page(SampleStudy.input());
    Matcher address = Pattern.compile("(?:src|href|srcset|action|data)=\"([^\"]*)\"").matcher(page);
    while (address.find()) {
      assertTrue(address.group(1).matches("#[\\w-]+|(figures|tables)/[\\w.-]+"), address.group(1));
    }
    assertFalse(page.contains("@import") || page.contains("url(") || page.contains("style=\""));
    String policy = page.split("Content-Security-Policy\" content=\"", 2)[1].split("\"", 2)[0];
    assertTrue(policy.startsWith("default-src &#39;none&#39;"), policy);
    for (String element : List.of("style", "script")) {
      String text = page.split("<" + element + ">", 2)[1].split("</" + element + ">", 2)[0];
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String base64 = Base64.getEncoder().encodeToString(hash);
      assertTrue(
          policy.contains(element + "-src &#39;sha256-" + base64 + "&#39;"),
          element + " " + policy);
    }
  }

  @Test
  void methodsShowFormulaValuesEvidenceAndPapers() throws IOException {
    String page = page(SampleStudy.input());
    assertTrue(page.contains("L = L₀ + λ Σ |w|"));
    assertTrue(page.contains("lambda = 1e-5"));
    assertTrue(page.contains("changed 3,112 of 175,258 values in the first step"));
    assertTrue(page.contains("Tibshirani 1996, J. R. Stat. Soc. B 58(1)"));
    assertEquals(1, count(page, ">Tibshirani 1996"), "a paper stands in the list once");
    assertTrue(page.contains("Obuchowski-Rockette over 5 seeds and a paired bootstrap"));
    assertTrue(
        page.contains("intervals of mixup, max-norm: Obuchowski-Rockette over 4 of 5 seeds"));
    assertEquals(1, count(page, ">Hillis 2007"));
    assertEquals(1, count(page, "as the readers of a reader study"), "a test is explained once");
    assertTrue(page.contains("alpha = 0.2"), "a method without a declaration is listed too");
  }

  @Test
  void theSameInputGivesTheSameBytesInAnyLocaleAndZone() throws IOException {
    String first = page(SampleStudy.input());
    String firstSvg = Files.readString(folder.resolve("figures/roc.svg"));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertEquals(first, page(SampleStudy.input()));
      assertEquals(firstSvg, Files.readString(folder.resolve("figures/roc.svg")));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aStudyWithoutATrialStillHasAReport() throws IOException {
    ReportInput i = SampleStudy.input();
    StudyResults r = i.results();
    ArmResult none = withMetrics(r.arms().get(0), Map.of());
    StudyResults results =
        new StudyResults(
            r.study(), r.task(), r.metric(), r.specHash(), false, r.classes(), List.of(none), null);
    String page =
        page(new ReportInput(results, List.of(), "", Map.of(), Map.of(), i.data(), Map.of(), true));
    assertTrue(page.contains("there is no answer"));
    assertTrue(row(page, "none").startsWith("none undefined "));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    StoreException e =
        assertThrows(StoreException.class, () -> StudyReport.write(file, SampleStudy.input()));
    assertEquals(StoreException.Reason.IO, e.reason());
    assertTrue(e.toString().contains(file.toString()), e.toString());
  }

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input));
  }

  private static ReportInput hostile() {
    ReportInput i = SampleStudy.input();
    StudyResults r = i.results();
    List<ArmResult> arms = new ArrayList<>(r.arms());
    ArmResult a = arms.get(1);
    arms.set(
        1,
        new ArmResult(
            new Arm(HOSTILE, a.arm().methods()),
            a.trials(),
            a.completed(),
            a.failed(),
            a.diverged(),
            a.metrics(),
            a.validation(),
            a.train(),
            a.gap(),
            a.difference(),
            a.differences(),
            a.epochs(),
            a.sparsity(),
            a.weightNorm(),
            a.seedDeviation(),
            a.splitDeviation()));
    return new ReportInput(
        new StudyResults(
            HOSTILE,
            r.task(),
            r.metric(),
            r.specHash(),
            false,
            List.of(HOSTILE, "benign"),
            arms,
            new StudyResults.Best(HOSTILE, "validation", 0.9)),
        i.trials(),
        "study: " + HOSTILE,
        i.methods(),
        i.kinds(),
        new ReportInput.DataSheet(
            List.of(HOSTILE + ".png is unreadable"), true, Map.of("train", Map.of(HOSTILE, 3))),
        Map.of(HOSTILE, HOSTILE),
        false);
  }

  private static ArmResult withMetrics(ArmResult a, Map<String, Summary> metrics) {
    return new ArmResult(
        a.arm(),
        a.trials(),
        a.completed(),
        a.failed(),
        a.diverged(),
        metrics,
        a.validation(),
        a.train(),
        a.gap(),
        a.difference(),
        a.differences(),
        a.epochs(),
        a.sparsity(),
        a.weightNorm(),
        a.seedDeviation(),
        a.splitDeviation());
  }

  private static StudyResults withArms(StudyResults r, List<ArmResult> arms) {
    return new StudyResults(
        r.study(), r.task(), r.metric(), r.specHash(), r.simulated(), r.classes(), arms, r.best());
  }

  /** The text of the decision table's row of an arm, cells parted by blanks. */
  private static String row(String page, String arm) {
    String table = page.substring(page.indexOf("id=\"decision\""));
    int start = table.indexOf("<span class=\"name\">" + arm + "</span>");
    assertTrue(start > 0, arm);
    String row = table.substring(start, table.indexOf("</tr>", start));
    return row.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ').replaceAll(" +", " ").strip();
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
