package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which images are worth a look. */
class BoxExemplarTest {
  private static final Box OBJECT = new Box(0, 0, 10, 10);
  private static final Box ELSEWHERE = new Box(50, 50, 60, 60);

  private static final StudyResults RESULTS =
      SampleBoxes.input(SampleBoxes.ARMS, "flips", List.of()).results();

  /** One object that is found, and so many false detections: F1 is 2 / (2 + false). */
  private static TrialRecord trial(String arm, int[] examples, int... falsePositives) {
    List<DetectionCase> cases = new ArrayList<>();
    for (int n : falsePositives) {
      List<ScoredBox> found = new ArrayList<>(List.of(new ScoredBox(OBJECT, 0, 0.9)));
      for (int i = 0; i < n; i++) {
        found.add(new ScoredBox(ELSEWHERE, 0, 0.8));
      }
      cases.add(new DetectionCase(List.of(new LabelledBox(OBJECT, 0)), found));
    }
    return SampleBoxes.trial(arm, 0, Detections.of(examples, cases, 2));
  }

  private static String shown(List<TrialRecord> trials) {
    StringBuilder words = new StringBuilder();
    BoxExemplar.of(RESULTS, trials)
        .forEach(e -> words.append(e.what().charAt(0)).append(e.example()).append(' '));
    return words.toString().strip();
  }

  /** Image i has i false detections, so that the images stand in their order. */
  private static String ofSoMany(int n) {
    int[] numbers = new int[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = i;
    }
    return shown(List.of(trial("flips", numbers, numbers)));
  }

  @Test
  void twoOfEachKindAreShownAndFewerOfFewImages() {
    assertEquals("", ofSoMany(0));
    assertEquals("B0", ofSoMany(1));
    assertEquals("B0 W1", ofSoMany(2));
    assertEquals("B0 M1 W2", ofSoMany(3));
    assertEquals("B0 B1 M2 W3", ofSoMany(4));
    assertEquals("B0 B1 M2 W3 W4", ofSoMany(5));
    assertEquals("B0 B1 M2 M3 W4 W5", ofSoMany(6));
    assertEquals("B0 B1 M3 M4 W5 W6", ofSoMany(7));
    assertEquals("B0 B1 M3 M4 W6 W7", ofSoMany(8));
  }

  /** Image 4 is worse in the second trial and with the other arm; 3 and 9 are equally good. */
  @Test
  void theFirstTrialOfTheChosenArmDecidesAndOfEqualImagesTheFirst() {
    assertEquals(
        "B4 M3 W9",
        shown(
            List.of(
                trial("none", new int[] {4}, 7),
                trial("flips", new int[] {9, 4}, 1, 0),
                trial("flips", new int[] {4, 3}, 5, 1))));
  }

  /** Of “none”: F1 of 10 is 2/(2 + 1 + 1), of 13 it is 0; 11 and 12 are right. */
  @Test
  void missedAndFalseOnesCountAndUnsureOnesDoNot() {
    StudyResults none = SampleBoxes.input().results();
    List<BoxExemplar> shown = BoxExemplar.of(none, List.of(SampleBoxes.trial("none", 0)));
    assertEquals(List.of(11, 12, 10, 13), shown.stream().map(BoxExemplar::example).toList());
    assertEquals(0.5, shown.get(2).boxes().f1());
    // seed 1 is not sure enough of 10's malignant one: a right one and a missed one
    List<BoxExemplar> second = BoxExemplar.of(none, List.of(SampleBoxes.trial("none", 1)));
    assertEquals(List.of(12, 10, 11, 13), second.stream().map(BoxExemplar::example).toList());
    assertEquals(2.0 / 3, second.get(1).boxes().f1());
  }

  /** Of “flips”, seed 0: in 13 there is nothing and nothing was found. */
  @Test
  void anImageWithNothingToBeSeenIsLeftOut() {
    List<BoxExemplar> shown = BoxExemplar.of(RESULTS, List.of(SampleBoxes.trial("flips", 0)));
    assertEquals(List.of(11, 12, 10), shown.stream().map(BoxExemplar::example).toList());
  }

  @Test
  void noneIsShownIfNoArmWasChosenOrMasksAreDrawn() {
    StudyResults r = RESULTS;
    StudyResults open =
        new StudyResults(r.study(), r.task(), r.metric(), "", false, r.classes(), r.arms(), null);
    assertEquals(List.of(), BoxExemplar.of(open, List.of(SampleBoxes.trial("flips", 0))));
    assertEquals(
        List.of(), BoxExemplar.of(RESULTS, List.of(SampleMasks.trial("flips", 0, "dice"))));
  }
}
