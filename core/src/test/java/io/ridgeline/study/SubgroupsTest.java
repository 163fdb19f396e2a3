package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.Split;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubgroupsTest {
  private static final List<TrialRecord> RECORDS =
      FakeStudy.plan().stream().map(FakeStudy::record).toList();

  /** Sites by threes of patients, ages that rise by one from 30, the last two unknown. */
  private static Cohort cohort() {
    Cohort plain = FakeStudy.cohort();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Example e = plain.examples().get(i);
      Map<String, String> columns =
          Map.of(
              "site", i % 6 < 4 ? "north" : "south",
              "age", i < 58 ? Integer.toString(30 + i) : "",
              "grade", Integer.toString(i % 3));
      examples.add(new Example(e.id(), e.group(), e.image(), e.target(), e.part(), columns));
    }
    return new Cohort("fake", plain.classes(), examples, true, List.of());
  }

  private static List<Subgroup> subgroups(String... columns) {
    return Subgroups.of(
        FakeStudy.spec(), cohort(), List.of(FakeStudy.split()), RECORDS, List.of(columns));
  }

  @Test
  void eachSubgroupIsAStudyOfItsTestImages() {
    List<Subgroup> sites = subgroups("site");
    assertEquals(List.of("north", "south"), sites.stream().map(Subgroup::value).toList());
    int[] north = IntStream.range(46, 60).filter(i -> i % 6 < 4).toArray();
    assertEquals(north.length, sites.get(0).images());
    assertEquals(Map.of("benign", 4, "malignant", 4), sites.get(0).strata());
    assertTrue(sites.get(0).small());
    double[][][][] scores = new double[4][6][][];
    for (TrialRecord record : RECORDS) {
      scores[FakeStudy.spec().arms().indexOf(record.spec().arm())][record.spec().seed()] =
          record.predictions().get(Part.TEST) instanceof Predictions p
              ? Arrays.stream(north)
                  .mapToObj(i -> p.probabilities()[i - 46])
                  .toArray(double[][]::new)
              : new double[0][];
    }
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            Arrays.stream(north).map(i -> i % 2).toArray(),
            Arrays.stream(north).mapToObj(i -> "g" + i / 2).toList(),
            scores,
            List.of("auroc"),
            2000,
            FakeStudy.spec().seed());
    for (int arm = 0; arm < 4; arm++) {
      assertEquals(bootstrap.mean(arm, "auroc"), sites.get(0).arms().get(arm).metric());
    }
    assertEquals(
        bootstrap.difference(2, 0, "auroc").low(), sites.get(0).arms().get(2).difference().low());
    assertTrue(Double.isNaN(sites.get(0).arms().get(0).difference().mean()));
  }

  /** Ages 30 to 87: quartiles 44.25, 58.5 and 72.75; the test images are of 76 and older. */
  @Test
  void numbersAreCutAtTheirQuartiles() {
    Map<String, int[]> ages = Groupings.of(cohort(), "age");
    assertEquals(
        List.of(
            "up to 44.25",
            "above 44.25, up to 58.5",
            "above 58.5, up to 72.75",
            "above 72.75",
            "not given"),
        List.copyOf(ages.keySet()));
    assertArrayEquals(IntStream.range(0, 15).toArray(), ages.get("up to 44.25"));
    assertArrayEquals(new int[] {58, 59}, ages.get("not given"));
    assertEquals(List.of("0", "1", "2"), List.copyOf(Groupings.of(cohort(), "grade").keySet()));
    List<Subgroup> tested = subgroups("age", "grade");
    assertEquals(
        List.of("above 72.75", "not given", "0", "1", "2"),
        tested.stream().map(Subgroup::value).toList());
    assertEquals(12, tested.get(0).images());
    // the last two images are of one patient, whose resamples would never vary
    assertEquals(2, tested.get(1).images());
    assertTrue(Double.isFinite(tested.get(1).arms().get(1).metric().mean()));
    assertTrue(Double.isNaN(tested.get(1).arms().get(1).metric().low()));
    assertTrue(Double.isNaN(tested.get(1).arms().get(1).difference().high()));
    assertTrue(Double.isFinite(tested.get(0).arms().get(1).metric().low()));
  }

  @Test
  void whatIsNoColumnIsNamed() {
    var e = assertThrows(StudyFileException.class, () -> subgroups("sites"));
    assertEquals(
        "unknown column 'sites'; did you mean 'site'? known: age, grade, site", e.getMessage());
    var none =
        assertThrows(StudyFileException.class, () -> Groupings.of(FakeStudy.cohort(), "site"));
    assertTrue(requireNonNull(none.getMessage()).contains("no further columns"));
  }

  /** On folds the mean over those in which the subgroup has both classes. */
  @Test
  void overSplitsUndefinedOnesAreLeftOut() {
    StudySpec spec =
        StudyFile.parse(
            """
            study: folds
            task: classification
            data: {phantom: {}, folds: 3}
            model: resnet
            arms: {none: [], a: [l1]}
            seeds: 1
            metric: accuracy
            """,
            "folds.yaml",
            Path.of(""),
            TestVocabulary.VOCABULARY,
            Overrides.NONE);
    List<Split> splits = new ArrayList<>();
    List<TrialRecord> records = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int first = 6 * k;
      splits.add(
          new Split(
              "repeat1-fold" + (k + 1),
              IntStream.range(20, 40).toArray(),
              IntStream.range(40, 50).toArray(),
              IntStream.range(first, first + (k == 2 ? 4 : 6)).toArray()));
    }
    for (var trial :
        StudyPlan.trials(spec, splits.stream().map(Split::name).toList(), FakeStudy.DATA, "")) {
      int k = trial.split().charAt(trial.split().length() - 1) - '1';
      int[] test = splits.get(k).test();
      double[][] p = new double[test.length][];
      // south is right in fold 1 with arm a, else wrong
      for (int i = 0; i < p.length; i++) {
        boolean right = k == 0 && trial.arm().name().equals("a");
        double ofOne = (test[i] % 2 == 1) == right ? 0.75 : 0.25;
        p[i] = new double[] {1 - ofOne, ofOne};
      }
      TrialRecord r = RECORDS.get(0);
      records.add(
          new TrialRecord(
              trial,
              r.outcome(),
              r.epochs(),
              Map.of(
                  Part.TEST,
                  new Predictions(test, Arrays.stream(test).map(i -> i % 2).toArray(), p)),
              Map.of(),
              Map.of(),
              1,
              r.timing()));
    }
    Subgroup south = Subgroups.of(spec, cohort(), splits, records, List.of("site")).get(1);
    assertEquals(4, south.images());
    assertEquals(0.5, south.arms().get(1).metric().mean(), "folds 1 and 2; fold 3 has none");
    assertEquals(0.5, south.arms().get(1).difference().mean());
    assertTrue(south.arms().get(1).difference().method().contains("2 of 3 splits"));
  }

  @Test
  void resultsOfMasksAndBoxesCanBeCutToo() {
    CaseScores cases =
        new CaseScores(new int[] {4, 7, 9}, Map.of("dice", new double[][] {{0.1}, {0.7}, {0.9}}));
    assertEquals(0.8, cases.only(i -> i > 4).metric("dice"), 1e-15);
    assertArrayEquals(new int[] {7, 9}, cases.only(i -> i > 4).examples());
    double[] box = {0, 0, 4, 4, 0};
    double[] found = {0, 0, 4, 4, 0, 0.9};
    Detections all =
        new Detections(new int[] {1, 2}, 1, new double[][] {box, box}, new double[][] {found, {}});
    assertEquals(1, all.only(i -> i == 1).metric("ap50"));
    assertEquals(0, all.only(i -> i == 2).metric("ap50"));
    assertEquals(0, all.only(i -> i > 2).size());
    assertFalse(all.metric("ap50") == 1);
  }
}
