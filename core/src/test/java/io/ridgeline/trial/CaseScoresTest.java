package io.ridgeline.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.metric.CaseValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseScoresTest {
  private static final double UNDEFINED = Double.NaN;

  /** Three cases of two classes; the last has no value of hd95 at all. */
  private static CaseScores three() {
    Map<String, double[][]> values = new LinkedHashMap<>();
    values.put("dice", new double[][] {{0.5, 1}, {0.25, UNDEFINED}, {0, 0.75}});
    values.put("hd95", new double[][] {{2, 4}, {UNDEFINED, 1}, {UNDEFINED, UNDEFINED}});
    return new CaseScores(new int[] {7, 3, 5}, values);
  }

  @Test
  void aCaseIsTheMeanOfItsDefinedClassesAndTheSetTheMeanOfItsDefinedCases() {
    CaseScores scores = three();
    assertEquals(3, scores.size());
    // (0.5 + 1) / 2, 0.25, (0 + 0.75) / 2
    assertArrayEquals(new double[] {0.75, 0.25, 0.375}, scores.cases("dice"));
    assertArrayEquals(new double[] {3, 1, UNDEFINED}, scores.cases("hd95"));
    // (0.75 + 0.25 + 0.375) / 3 and (3 + 1) / 2
    assertEquals(1.375 / 3, scores.metric("dice"), 1e-15);
    assertEquals(2, scores.metric("hd95"));
    assertEquals(Map.of("dice", 1.375 / 3, "hd95", 2.0), scores.metrics());
  }

  @Test
  void aMetricThatWasNotMeasuredHasNoCasesAndNoMean() {
    assertEquals(0, three().cases("nsd").length);
    assertTrue(Double.isNaN(three().metric("nsd")));
  }

  @Test
  void casesComeInTheOrderAskedFor() {
    CaseValues values = three().of(new int[] {5, 7}, List.of("nsd", "dice", "hd95"));
    assertArrayEquals(new double[] {UNDEFINED, 0.375, UNDEFINED}, values.values()[0]);
    assertArrayEquals(new double[] {UNDEFINED, 0.75, 3}, values.values()[1]);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> three().of(new int[] {4}, List.of("dice")));
    assertEquals("no values of example 4", e.getMessage());
  }

  @Test
  void meansAgreeWithThoseOfTheMetricRoom() {
    Random random = new Random(11);
    double[][] dice = new double[9][3];
    int[] examples = new int[dice.length];
    double[][] cases = new double[dice.length][];
    for (int i = 0; i < dice.length; i++) {
      examples[i] = 40 - i;
      for (int k = 0; k < 3; k++) {
        dice[i][k] = random.nextInt(4) == 0 ? UNDEFINED : random.nextDouble();
      }
      cases[i] = CaseValues.ofCase(new double[][] {{dice[i][0]}, {dice[i][1]}, {dice[i][2]}});
    }
    CaseScores scores = new CaseScores(examples, Map.of("dice", dice));
    double mean = new CaseValues(List.of("dice"), cases).means().getOrDefault("dice", -1.0);
    assertEquals(mean, scores.metric("dice"), 1e-15);
  }

  @Test
  void jsonHoldsEveryValueUndefinedOnesToo() throws JsonProcessingException {
    String json = TrialJson.MAPPER.writeValueAsString(three());
    assertEquals(
        "{\"examples\":[7,3,5],\"values\":{"
            + "\"dice\":[[0.5,1.0],[0.25,\"NaN\"],[0.0,0.75]],"
            + "\"hd95\":[[2.0,4.0],[\"NaN\",1.0],[\"NaN\",\"NaN\"]]}}",
        json);
    CaseScores back =
        assertInstanceOf(CaseScores.class, TrialJson.MAPPER.readValue(json, PartResult.class));
    assertArrayEquals(three().examples(), back.examples());
    assertEquals(json, TrialJson.MAPPER.writeValueAsString(back));
    assertArrayEquals(three().cases("hd95"), back.cases("hd95"));
  }

  @Test
  void everyDoubleReadsBackToTheSameBits() throws JsonProcessingException {
    Random random = new Random(5);
    double[][] values = new double[200][1];
    for (double[] row : values) {
      row[0] = Math.scalb(random.nextDouble(), random.nextInt(40) - 20);
    }
    String json =
        TrialJson.MAPPER.writeValueAsString(new CaseScores(new int[200], Map.of("assd", values)));
    CaseScores back = (CaseScores) TrialJson.MAPPER.readValue(json, PartResult.class);
    assertArrayEquals(values, back.values().get("assd"));
  }

  /** As a journal of a study of classification holds it, from before masks were known. */
  @Test
  void aRecordOfClassificationIsReadAndWrittenAsBefore() throws JsonProcessingException {
    String json =
        "{\"spec\":{\"arm\":{\"name\":\"none\",\"methods\":[]},\"split\":\"holdout\",\"seed\":0,"
            + "\"studySeed\":1,\"model\":{\"name\":\"cnn\",\"values\":{\"blocks\":2}},"
            + "\"training\":{\"optimizer\":{\"name\":\"adam\",\"values\":{}},"
            + "\"learningRate\":0.002,\"schedule\":{\"name\":\"constant\",\"values\":{}},"
            + "\"loss\":\"cross-entropy\",\"batch\":8,\"epochs\":1},\"metric\":\"auroc\","
            + "\"data\":\"d\",\"threads\":1},"
            + "\"outcome\":{\"outcome\":\"completed\",\"epochs\":1,\"evaluatedEpoch\":1,"
            + "\"stoppedBy\":\"\"},\"epochs\":[],"
            + "\"predictions\":{\"TEST\":{\"examples\":[4,2],\"labels\":[1,0],"
            + "\"probabilities\":[[0.25,0.75],[0.5,0.5]]}},"
            + "\"losses\":{\"TEST\":0.5},\"evidence\":{},\"parameters\":10,"
            + "\"timing\":{\"seconds\":1.5,\"stepSeconds\":\"NaN\"}}";
    TrialRecord record = TrialJson.MAPPER.readValue(json, TrialRecord.class);
    Predictions test = assertInstanceOf(Predictions.class, record.predictions().get(Part.TEST));
    assertArrayEquals(new int[] {1, 0}, test.labels());
    assertEquals(2, test.size());
    // the example of class 1 scores higher
    assertEquals(1, test.metric("auroc"));
    assertEquals(json, TrialJson.MAPPER.writeValueAsString(record));
    assertFalse(json.contains("@"), "no name of a Java class stands in a journal");
  }
}
