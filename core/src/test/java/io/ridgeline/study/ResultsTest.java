package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.StoreException;
import io.ridgeline.data.ClassLabel;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.Split;
import io.ridgeline.image.Image;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final StudySpec FOLDS =
      StudyFile.parse(
          """
          study: folds
          task: classification
          data: {phantom: {}, folds: 4}
          model: resnet
          seeds: 2
          metric: accuracy
          arms: {none: [], a: [l1, flip], b: [dropout]}
          """,
          "folds.yaml",
          Path.of(""),
          TestVocabulary.VOCABULARY,
          Overrides.NONE);

  /** Forty examples, all of class 1 or 0 in turn, a group each. */
  private static final Cohort FORTY =
      new Cohort(
          "forty",
          List.of("no", "yes"),
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      new Example(
                          "e" + i,
                          "g" + i,
                          new Image(1, 1, 1, 255, new float[1]),
                          new ClassLabel(i % 2),
                          "",
                          Map.of()))
              .toList(),
          false,
          List.of());

  private static List<Split> folds() {
    List<Split> splits = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int first = 10 * k;
      int[] rest = IntStream.range(0, 40).filter(i -> i < first || i >= first + 10).toArray();
      splits.add(
          new Split(
              "repeat1-fold" + (k + 1),
              Arrays.copyOf(rest, 24),
              Arrays.copyOfRange(rest, 24, 30),
              IntStream.range(first, first + 10).toArray()));
    }
    return splits;
  }

  private static JsonNode oracle() throws IOException {
    try (InputStream in = ResultsTest.class.getResourceAsStream("/study/folds.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Predictions of which the first {@code right} are right. */
  private static Predictions predictions(int[] examples, int right) {
    double[][] probabilities = new double[examples.length][];
    int[] labels = new int[examples.length];
    for (int i = 0; i < examples.length; i++) {
      labels[i] = FORTY.label(examples[i]);
      double ofOne = (labels[i] == 1) == (i < right) ? 0.75 : 0.25;
      probabilities[i] = new double[] {1 - ofOne, ofOne};
    }
    return new Predictions(examples, labels, probabilities);
  }

  private static List<TrialRecord> records(JsonNode counts) {
    List<TrialRecord> records = new ArrayList<>();
    List<Split> splits = folds();
    for (TrialSpec trial :
        StudyPlan.trials(FOLDS, splits.stream().map(Split::name).toList(), FakeStudy.DATA, "")) {
      int k = trial.split().charAt(trial.split().length() - 1) - '1';
      Map<Part, PartResult> predictions = new EnumMap<>(Part.class);
      Map<Part, Double> losses = new EnumMap<>(Part.class);
      int right = counts.at("/test/" + trial.arm().name()).path(k).path(trial.seed()).asInt();
      boolean completed = right >= 0;
      if (completed) {
        predictions.put(Part.TEST, predictions(splits.get(k).test(), right));
        predictions.put(
            Part.TRAIN, predictions(splits.get(k).train(), count(counts, "train", trial, k)));
        predictions.put(
            Part.VALIDATION,
            predictions(splits.get(k).validation(), count(counts, "validation", trial, k)));
        losses.putAll(
            Map.of(Part.TRAIN, 0.25, Part.VALIDATION, 0.5, Part.TEST, 1.0 + trial.seed()));
      }
      records.add(
          new TrialRecord(
              trial,
              completed
                  ? new TrialOutcome.Completed(3, 2, "early-stopping")
                  : trial.seed() == 0
                      ? new TrialOutcome.Failed("f", "h")
                      : new TrialOutcome.Diverged(1, 1, "loss"),
              completed ? List.of(epoch(1, 0.9), epoch(2, 0.5), epoch(3, 0.7)) : List.of(),
              predictions,
              losses,
              Map.of(),
              10,
              new TrialRecord.Timing(1, 0.5)));
    }
    return records;
  }

  private static int count(JsonNode counts, String part, TrialSpec trial, int k) {
    return counts.at("/" + part + "/" + trial.arm().name()).path(k).path(trial.seed()).asInt();
  }

  private static EpochRecord epoch(int epoch, double sparsity) {
    return new EpochRecord(epoch, 1e-3, 1, 1, 1, 1, 1, 2 * sparsity, sparsity);
  }

  private static void assertNumbers(JsonNode expected, Summary actual) {
    assertEquals(expected.path("mean").asDouble(), actual.mean(), 1e-9);
    assertEquals(Math.max(expected.path("low").asDouble(), -1), actual.low(), 1e-9);
    assertEquals(expected.path("high").asDouble(), actual.high(), 1e-9);
  }

  @Test
  void foldsAgreeWithScipy() throws IOException {
    JsonNode oracle = oracle();
    StudyResults results = Results.of(FOLDS, FORTY, folds(), records(oracle.path("counts")));
    for (ArmResult arm : results.arms()) {
      JsonNode expected = oracle.path("arms").path(arm.arm().name());
      assertNumbers(expected.path("test"), summary(arm.metrics()));
      assertNumbers(expected.path("gap"), summary(arm.gap()));
      assertEquals(expected.path("validation").asDouble(), summary(arm.validation()).mean(), 1e-9);
      assertEquals(expected.path("seedDeviation").asDouble(), arm.seedDeviation(), 1e-9);
      assertEquals(expected.path("splitDeviation").asDouble(), arm.splitDeviation(), 1e-9);
      Comparison difference = arm.difference();
      if (arm.arm().name().equals("none")) {
        assertNull(difference);
      } else {
        assertNotNull(difference);
        JsonNode d = oracle.path("differences").path(arm.arm().name());
        assertEquals("none", difference.to());
        assertEquals(d.path("mean").asDouble(), difference.mean(), 1e-9);
        assertEquals(d.path("low").asDouble(), difference.low(), 1e-9);
        assertEquals(d.path("high").asDouble(), difference.high(), 1e-9);
        assertEquals(d.path("p").asDouble(), difference.p(), 1e-9);
        assertEquals(d.path("pHolm").asDouble(), difference.pHolm(), 1e-9);
        assertEquals(d.path("detectable").asDouble(), difference.detectable(), 1e-9);
        CorrelatedT posterior = difference.posterior();
        assertNotNull(posterior);
        assertEquals(d.at("/posterior/worse").asDouble(), posterior.worse(), 1e-9);
        assertEquals(d.at("/posterior/equal").asDouble(), posterior.equal(), 1e-9);
        assertEquals(d.at("/posterior/better").asDouble(), posterior.better(), 1e-9);
      }
    }
    for (ArmEvidence evidence : results.evidence().subList(1, 3)) {
      JsonNode expected = oracle.path("gapChanges").path(evidence.arm());
      GapChange change = evidence.gapChange();
      assertNotNull(change);
      assertEquals(expected.path("mean").asDouble(), change.mean(), 1e-9);
      assertEquals(expected.path("low").asDouble(), change.low(), 1e-9);
      assertEquals(expected.path("high").asDouble(), change.high(), 1e-9);
      assertEquals(expected.path("share").asDouble(), change.share(), 1e-9);
    }
  }

  private static Summary summary(Map<String, Summary> byMetric) {
    Summary summary = byMetric.get("accuracy");
    assertNotNull(summary);
    return summary;
  }

  @Test
  void trialsThatDidNotCompleteAreCountedAndNamed() throws IOException {
    StudyResults results = Results.of(FOLDS, FORTY, folds(), records(oracle().path("counts")));
    ArmResult b = results.arms().get(2);
    assertEquals(8, b.trials());
    assertEquals(5, b.completed());
    assertEquals(1, b.failed());
    assertEquals(2, b.diverged());
    assertEquals(15, b.epochs());
    assertEquals(0.5, b.sparsity());
    assertEquals(1.0, b.weightNorm());
    assertEquals(List.of(0.7, 0.6, 0.7, 0.7, 0.6), summary(b.metrics()).values());
    Comparison difference = b.difference();
    assertNotNull(difference);
    assertEquals(
        "corrected resampled t over 3 of 4 splits; 5 of 8 pairs of trials completed",
        difference.method());
    assertEquals(Verdict.NO_EVIDENCE, difference.verdict());
    Comparison ofA = results.arms().get(1).difference();
    assertNotNull(ofA);
    assertEquals("corrected resampled t over 4 splits", ofA.method());
    assertEquals(Verdict.HELPS, ofA.verdict());
    // The loss on test is 1 for seed 0 and 2 for seed 1, on train 0.25.
    Summary lossGap = results.arms().get(0).gap().get("loss");
    assertNotNull(lossGap);
    assertEquals(1.25, lossGap.mean(), 1e-15);
    assertEquals(0.75, lossGap.values().get(0));
    assertEquals(1.75, lossGap.values().get(1));
    assertEquals(Map.of(), results.arms().get(0).differences());
    assertEquals(
        ClassificationMetrics.NAMES.size() - 1, results.arms().get(1).differences().size());
  }

  /** Arm b leads on validation, by the oracle .83 to .75 and .69. */
  @Test
  void validationChoosesAndOfEqualsTheSimpler() throws IOException {
    JsonNode counts = oracle().path("counts");
    List<TrialRecord> records = records(counts);
    assertEquals(
        new StudyResults.Best("b", "validation", 5.0 / 6),
        round(Results.of(FOLDS, FORTY, folds(), records).best()));
    JsonNode equal = new ObjectMapper().valueToTree(Collections.nCopies(4, List.of(5, 5)));
    ObjectNode same = counts.deepCopy();
    same.putObject("validation").set("a", equal);
    same.withObject("validation").set("b", equal);
    same.withObject("validation")
        .set("none", new ObjectMapper().valueToTree(Collections.nCopies(4, List.of(4, 5))));
    StudyResults.Best best = Results.of(FOLDS, FORTY, folds(), records(same)).best();
    assertNotNull(best);
    assertEquals("b", best.arm(), "a has two methods, b has one");
    assertNull(Results.of(FOLDS, FORTY, folds(), List.of()).best());
  }

  private static StudyResults.Best round(StudyResults.@Nullable Best best) {
    assertNotNull(best);
    return new StudyResults.Best(best.arm(), best.by(), Math.round(best.value() * 6 * 1e9) / 6e9);
  }

  @Test
  void orderOfRecordsDoesNotMatter() throws IOException {
    List<TrialRecord> records = records(oracle().path("counts"));
    String json = ResultsFile.json(Results.of(FOLDS, FORTY, folds(), records));
    List<TrialRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(3));
    assertEquals(json, ResultsFile.json(Results.of(FOLDS, FORTY, folds(), shuffled)));
  }

  @Test
  void fileHasTheDocumentedFieldsAndReadsBack(@TempDir Path folder) throws IOException {
    StudyResults results = Results.of(FOLDS, FORTY, folds(), records(oracle().path("counts")));
    ResultsFile.write(folder, results);
    assertEquals(results, ResultsFile.read(folder));
    String text = Files.readString(folder.resolve("results.json"));
    assertEquals(ResultsFile.json(results), text);
    JsonNode json = new ObjectMapper().readTree(text);
    assertEquals(
        List.of(
            "study",
            "task",
            "metric",
            "specHash",
            "simulated",
            "classes",
            "arms",
            "best",
            "evidence",
            "tuning",
            "learningCurve"),
        names(json));
    assertEquals(FOLDS.hash(), json.path("specHash").asText());
    JsonNode arm = json.path("arms").path(1);
    assertEquals(
        List.of(
            "name",
            "methods",
            "trials",
            "completed",
            "failed",
            "diverged",
            "metrics",
            "validation",
            "train",
            "gap",
            "difference",
            "differences",
            "epochs",
            "sparsity",
            "weightNorm",
            "seedDeviation",
            "splitDeviation"),
        names(arm));
    assertEquals("a", arm.path("name").asText());
    assertEquals("helps", arm.path("difference").path("verdict").asText());
    assertEquals(
        List.of("worse", "equal", "better"), names(arm.path("difference").path("posterior")));
    assertEquals(
        List.of("mean", "low", "high", "values"), names(arm.path("metrics").path("accuracy")));
    assertTrue(arm.path("train").path("accuracy").path("low").isNull());
    assertTrue(json.path("arms").path(0).path("difference").isNull());
    assertTrue(json.path("evidence").path(0).path("gapChange").isNull());
    assertEquals("a", json.path("evidence").path(1).path("arm").asText());
    assertEquals("b", json.path("best").path("arm").asText());
    assertEquals("validation", json.path("best").path("by").asText());
    assertTrue(!text.contains("NaN") && !text.contains("\r") && text.endsWith("}\n"));
    TimingsFile.write(folder, records(oracle().path("counts")), Instant.EPOCH);
    JsonNode timings = new ObjectMapper().readTree(folder.resolve("timings.json").toFile());
    assertEquals(24.0, timings.path("seconds").asDouble());
    assertEquals("1970-01-01T00:00:00Z", timings.path("written").asText());
    assertEquals(24, timings.path("trials").size());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aFileThatIsNotResultsIsRefused(@TempDir Path folder) throws IOException {
    assertEquals(
        StoreException.Reason.IO,
        assertThrows(StoreException.class, () -> ResultsFile.read(folder)).reason());
    for (String text :
        List.of("", "{", "[]", "{}", "null", "{\"arms\": [3]}", "{\"surplus\": 1}")) {
      Files.writeString(folder.resolve("results.json"), text);
      assertEquals(
          StoreException.Reason.INTEGRITY,
          assertThrows(StoreException.class, () -> ResultsFile.read(folder)).reason(),
          text);
    }
  }
}
