package io.ridgeline.metric;

import static io.ridgeline.metric.FoundBoxes.found;
import static io.ridgeline.metric.FoundBoxes.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.LabelledBox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One image matched by hand. */
class MatchedImageTest {
  private static final LabelledBox FIRST = truth(0, 0, 0, 10, 10);
  private static final LabelledBox SECOND = truth(0, 20, 0, 30, 10);
  private static final LabelledBox OTHER_CLASS = truth(1, 0, 0, 10, 10);
  private static final ScoredBox SURE = found(0, 0.95, 0, 0, 10, 10);
  private static final ScoredBox AGAIN = found(0, 0.9, 0, 0, 10, 8);
  private static final ScoredBox UNSURE = found(0, 0.4, 20, 0, 30, 10);
  private static final ScoredBox HALF = found(1, 0.5, 0, 0, 10, 5);
  private static final ScoredBox WRONG_CLASS = found(1, 0.6, 20, 0, 30, 10);

  private static final DetectionCase CASE =
      new DetectionCase(
          List.of(FIRST, OTHER_CLASS, SECOND), List.of(UNSURE, AGAIN, HALF, SURE, WRONG_CLASS));

  @Test
  void everyObjectAndDetectionStandsInItsPlace() {
    MatchedImage image = MatchedImage.of(CASE, 0.5);
    assertEquals(List.of(FIRST, OTHER_CLASS), image.found());
    assertEquals(List.of(SECOND), image.missed());
    assertEquals(List.of(SURE, HALF), image.hits());
    assertEquals(List.of(AGAIN, WRONG_CLASS), image.falsePositives());
    assertEquals(4.0 / (4 + 2 + 1), image.f1(), 1e-12);
  }

  @Test
  void theScoreFromWhichADetectionCountsBelongsToIt() {
    assertEquals(List.of(SURE, UNSURE, HALF), MatchedImage.of(CASE, 0.4).hits());
    MatchedImage strict = MatchedImage.of(CASE, 0.51);
    assertEquals(List.of(SECOND, OTHER_CLASS), strict.missed());
    assertEquals(2.0 / (2 + 2 + 2), strict.f1(), 1e-12);
  }

  @Test
  void anImageWithNothingHasNoF1AndOneWithFalseOnesHasZero() {
    assertTrue(
        Double.isNaN(MatchedImage.of(new DetectionCase(List.of(), List.of(UNSURE)), 0.5).f1()));
    assertEquals(0, MatchedImage.of(new DetectionCase(List.of(), List.of(SURE)), 0.5).f1());
    assertEquals(0, MatchedImage.of(new DetectionCase(List.of(FIRST), List.of()), 0.5).f1());
  }
}
