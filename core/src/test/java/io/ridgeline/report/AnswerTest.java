package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void theWholeAnswer() {
    StudyResults results =
        results(
            "auroc",
            new StudyResults.Best("l1", "validation", 0.9214),
            arm("none", 0.85, 0.1, 0, null),
            arm("l1", 0.87, 0.04, 0, difference(0.02, 0.3, Verdict.NO_EVIDENCE, 0.031)),
            arm("mixup", 0.9, 0.06, 1, difference(0.05, 0.0002, Verdict.HELPS, 0.02)),
            arm("all", 0.84, 0.01, 0, difference(-0.01, 0.9, Verdict.NO_EVIDENCE, 0.0405)));
    assertEquals(
        List.of(
            "Validation chose the arm “l1” (mean validation AUROC 0.921). On the test part its"
                + " AUROC is 0.870 [0.840, 0.900]. Its difference to “none” is +0.020 [+0.010,"
                + " +0.030], adjusted p = 0.300; verdict: no evidence.",
            "Of 3 arms compared with “none”, 1 helps (“mixup”); for 2 there is no evidence of a"
                + " difference (“l1”, “all”).",
            "“No evidence” does not mean “no effect”: with these data and trials, the smallest true"
                + " difference that would have been found four times in five, tested alone, is 0.031 to 0.041,"
                + " depending on the arm. Smaller effects can go unseen.",
            "Overfitting: with “none” the AUROC is better on train than on test by 0.100 [0.090,"
                + " 0.110]. The smallest gap is left by “all”: 0.010 [0.000, 0.020], 90 % less. The"
                + " chosen arm leaves 0.040 [0.030, 0.050]. A small gap alone is no gain: the test"
                + " AUROC of “all” is worse than the baseline's by 0.010.",
            "1 of 20 trials did not complete (0 diverged, 1 failed), in “mixup”. They are listed"
                + " below the decision table; what remains of these arms may flatter them."),
        plain(Answer.of(results, false)));
  }

  @Test
  void whereLessIsBetterTheGapTurnsRound() {
    StudyResults results =
        results(
            "brier",
            new StudyResults.Best("none", "validation", 0.11),
            arm("none", 0.15, -0.1, 0, null),
            arm("l1", 0.16, -0.02, 0, difference(0.01, 0.4, Verdict.NO_EVIDENCE, 0.03)));
    List<String> answer = plain(Answer.of(results, false));
    assertTrue(
        answer.get(0).endsWith("It is the baseline itself: no arm did better on validation."));
    assertEquals(
        "Overfitting: with “none” the Brier score is better on train than on test by 0.100 [0.090,"
            + " 0.110]. The smallest gap is left by “l1”: 0.020 [0.010, 0.030], 80 % less. A small"
            + " gap alone is no gain: the test Brier score of “l1” is worse than the baseline's by"
            + " 0.010.",
        answer.get(3));
  }

  @Test
  void nothingHelps() {
    StudyResults results =
        results(
            "auroc",
            new StudyResults.Best("none", "validation", 0.9),
            arm("none", 0.85, -0.01, 0, null),
            arm("l1", 0.85, 0.04, 0, difference(0, 1, Verdict.PRACTICALLY_EQUAL, 0.01)));
    List<String> answer = plain(Answer.of(results, false));
    assertEquals(
        "Of 1 arm compared with “none”, 1 is practically equal (“l1”). No arm is shown to help the"
            + " test AUROC.",
        answer.get(1));
    assertEquals(
        "There is no sign of overfitting with “none”: its AUROC is not better on train than on"
            + " test.",
        answer.get(2));
    assertEquals(3, answer.size());
  }

  @Test
  void oneSeedOnOneSplitIsSaidToHaveNoVerdict() {
    StudyResults results =
        results(
            "auroc",
            new StudyResults.Best("none", "validation", 0.9),
            arm("none", 0.85, 0.1, 0, null),
            arm("l1", 0.9, 0.1, 0, difference(0.05, 0.001, Verdict.NO_EVIDENCE, Double.NaN)));
    assertEquals(
        "Each arm was trained once on one division of the data. The intervals say what other patients"
            + " would change for these very models; another seed can change more, so no arm is said"
            + " to help or to harm. Train with three seeds or more, or over folds.",
        plain(Answer.of(results, false)).get(2));
  }

  @Test
  void withoutACompletedTrialThereIsNoAnswer() {
    StudyResults results = results("auroc", null, arm("none", Double.NaN, Double.NaN, 5, null));
    assertEquals(
        List.of(
            "The study is unfinished: 5 of 5 planned trials have ended. Everything below may still"
                + " change.",
            "No trial has completed, so validation chose no arm and there is no answer.",
            "5 of 5 trials did not complete (0 diverged, 5 failed), in “none”. They are listed below"
                + " the decision table; what remains of these arms may flatter them."),
        plain(Answer.of(results, true)));
  }

  private static List<String> plain(List<String> answer) {
    return answer.stream().map(s -> s.replace('\u00a0', ' ')).toList();
  }

  private static StudyResults results(
      String metric, StudyResults.@Nullable Best best, ArmResult... arms) {
    return new StudyResults(
        "s", "classification", metric, "", false, List.of("a", "b"), List.of(arms), best);
  }

  private static ArmResult arm(
      String name, double test, double gap, int failed, @Nullable Comparison difference) {
    Map<String, Summary> tests = Map.of("auroc", summary(test, .03), "brier", summary(test, .03));
    Map<String, Summary> gaps = Map.of("auroc", summary(gap, .01), "brier", summary(gap, .01));
    return new ArmResult(
        new Arm(name, List.of()),
        5,
        5 - failed,
        failed,
        0,
        tests,
        Map.of(),
        Map.of(),
        gaps,
        difference,
        Map.of(),
        0,
        0,
        0,
        0,
        Double.NaN);
  }

  private static Summary summary(double mean, double half) {
    return new Summary(mean, mean - half, mean + half, List.of());
  }

  private static Comparison difference(
      double mean, double pHolm, Verdict verdict, double detectable) {
    return new Comparison(
        "none",
        mean,
        mean - .01,
        mean + .01,
        pHolm / 3,
        pHolm,
        verdict,
        detectable,
        "a test",
        null);
  }
}
