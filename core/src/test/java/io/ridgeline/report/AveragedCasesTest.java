package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cases of several trials, and which of them are worth a look. */
class AveragedCasesTest {
  private static final double UNDEFINED = Double.NaN;

  private static TrialRecord trial(int[] examples, double[][] hd95) {
    TrialRecord any = SampleMasks.trial("flips", 0, "hd95");
    return new TrialRecord(
        any.spec(),
        any.outcome(),
        any.epochs(),
        Map.of(Part.TEST, new CaseScores(examples, Map.of("hd95", hd95))),
        any.losses(),
        any.evidence(),
        any.parameters(),
        any.timing());
  }

  private static final List<TrialRecord> TRIALS =
      List.of(
          trial(
              new int[] {7, 2, 4}, new double[][] {{1, 3}, {4, UNDEFINED}, {UNDEFINED, UNDEFINED}}),
          trial(new int[] {2, 5}, new double[][] {{6, 8}, {9, 1}}));

  @Test
  void everyCaseIsAveragedOverTheTrialsThatTestedItWhereItIsDefined() {
    Map<Integer, Double> cases = AveragedCases.of(TRIALS, "hd95");
    // case 7: (1 + 3)/2; case 2: (4 + (6 + 8)/2)/2; case 5: (9 + 1)/2; case 4: never defined
    assertEquals(Map.of(2, 5.5, 5, 5.0, 7, 2.0), cases);
    assertEquals(List.of(2, 5, 7), List.copyOf(cases.keySet()));
    assertEquals(Map.of(), AveragedCases.of(TRIALS, "dice"));
  }

  @Test
  void aClassIsAveragedOverAllItsDefinedValues() {
    assertEquals((1 + 4 + 6 + 9) / 4.0, AveragedCases.ofClass(TRIALS, "hd95", 0));
    assertEquals((3 + 8 + 1) / 3.0, AveragedCases.ofClass(TRIALS, "hd95", 1));
    assertTrue(Double.isNaN(AveragedCases.ofClass(TRIALS, "nsd", 0)));
  }

  @Test
  void theBestTheMedianAndTheWorstCaseOfTheChosenArm() {
    ReportInput dice = SampleMasks.input();
    // flips: 0.51, 0.61, 0.60, 0.81, 0.91 of the cases 10 to 14
    List<Exemplar> three = Exemplar.of(dice.results(), dice.trials());
    assertEquals(List.of("Best", "Median", "Worst"), three.stream().map(Exemplar::what).toList());
    assertEquals(List.of(14, 11, 10), three.stream().map(Exemplar::example).toList());
    assertEquals(0.61, three.get(1).value(), 1e-12);
  }

  @Test
  void ofDistancesTheLowestIsTheBest() {
    ReportInput hd95 = SampleMasks.input("hd95", List.of());
    List<Exemplar> three = Exemplar.of(hd95.results(), TRIALS);
    assertEquals(List.of(7, 5, 2), three.stream().map(Exemplar::example).toList());
    assertEquals(5.5, three.get(2).value());
  }

  @Test
  void fewerCasesGiveFewerExemplars() {
    ReportInput hd95 = SampleMasks.input("hd95", List.of());
    List<TrialRecord> one = List.of(trial(new int[] {3}, new double[][] {{1, 1}}));
    assertEquals(List.of(new Exemplar("Best", 3, 1)), Exemplar.of(hd95.results(), one));
    List<TrialRecord> two = List.of(trial(new int[] {3, 9}, new double[][] {{2, 2}, {1, 1}}));
    assertEquals(
        List.of(new Exemplar("Best", 9, 1), new Exemplar("Worst", 3, 2)),
        Exemplar.of(hd95.results(), two));
    assertEquals(List.of(), Exemplar.of(hd95.results(), List.of()));
    StudyResults r = hd95.results();
    StudyResults open =
        new StudyResults(r.study(), r.task(), r.metric(), "", false, r.classes(), r.arms(), null);
    assertEquals(List.of(), Exemplar.of(open, TRIALS));
  }
}
