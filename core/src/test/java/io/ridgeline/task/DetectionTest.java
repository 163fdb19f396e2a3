package io.ridgeline.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.metric.ScoredBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects as rows, rows as objects, and one box for each object; numbers by hand. */
@ExtendWith(NoLeaks.class)
class DetectionTest {
  private static ScoredBox box(double left, double right, int label, double score) {
    return new ScoredBox(new Box(left, 0, right, 10), label, score);
  }

  @Test
  void objectsAreEncodedAsRowsOfClassAndBox() {
    try (Scope scope = Scope.open()) {
      Tensor targets =
          new Detection(2)
              .encode(
                  List.of(
                      List.of(),
                      List.of(
                          new LabelledBox(new Box(1, 2, 3, 4), 1),
                          new LabelledBox(new Box(0, 0, 5, 5), 0))));
      assertArrayEquals(new long[] {2, 2, 6}, targets.shape());
      assertArrayEquals(
          new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 1, 0, 0, 0, 5, 5},
          targets.toArray());
      assertArrayEquals(new long[] {1, 1, 6}, new Detection(2).encode(List.of(List.of())).shape());
    }
  }

  /**
   * Overlaps with the first: 8/12 of the second, 1/3 of the third; the last is of another class.
   */
  @Test
  void greedySuppressionDropsWhatOverlapsASurerOne() {
    List<ScoredBox> boxes =
        List.of(box(2, 12, 0, 0.8), box(0, 10, 0, 0.9), box(5, 15, 0, 0.7), box(0, 10, 1, 0.6));
    assertEquals(
        List.of(box(0, 10, 0, 0.9), box(5, 15, 0, 0.7), box(0, 10, 1, 0.6)),
        new NonMaximumSuppression.Greedy(0.5).of(boxes));
    assertEquals(
        List.of(box(0, 10, 0, 0.9), box(0, 10, 1, 0.6)),
        new NonMaximumSuppression.Greedy(0.3).of(boxes));
    assertEquals(4, new NonMaximumSuppression.Greedy(0.7).of(boxes).size());
    assertEquals(List.of(), new NonMaximumSuppression.Greedy(0.5).of(List.of()));
  }

  /** e^(−(2/3)²/0.5) = .4111 and e^(−(1/3)²/0.5) = .8007, as the surest leaves the others. */
  @Test
  void softSuppressionMakesOverlappingBoxesLessSure() {
    List<ScoredBox> boxes = List.of(box(2, 12, 0, 0.8), box(0, 10, 0, 0.9), box(5, 15, 0, 0.7));
    List<ScoredBox> left = new NonMaximumSuppression.Soft(0.5, 0.01).of(boxes);
    assertEquals(List.of(0.0, 5.0, 2.0), left.stream().map(b -> b.box().left()).toList());
    assertEquals(0.9, left.get(0).score(), 1e-12);
    assertEquals(0.7 * Math.exp(-2 / 9.0), left.get(1).score(), 1e-12);
    // the box at 2 overlaps that at 5 by 7/13
    double overlap = 7 / 13.0;
    assertEquals(
        0.8 * Math.exp(-8 / 9.0) * Math.exp(-2 * overlap * overlap), left.get(2).score(), 1e-12);
    assertEquals(2, new NonMaximumSuppression.Soft(0.5, 0.2).of(boxes).size());
  }

  /** One place a row: two class scores, the box, and where the place is. */
  @Test
  void placesBecomeObjects() {
    float[] scored = {
      0.9f, 0.01f, -3, 2, 8, 12, 4, 4, 8, //
      0.8f, 0.30f, 0, 2, 8, 11, 12, 4, 8, //
      0.04f, 0.70f, 20, 4, 70, 90, 4, 12, 8, //
      0.6f, 0.6f, 70, 4, 80, 9, 12, 12, 8
    };
    List<ScoredBox> found = new Detection(2).decode(scored, new Shape(1, 64, 64));
    assertEquals(
        List.of(
            new ScoredBox(new Box(0, 2, 8, 12), 0, 0.9f),
            new ScoredBox(new Box(20, 4, 64, 64), 1, 0.7f),
            new ScoredBox(new Box(0, 2, 8, 11), 1, 0.3f)),
        found);
  }
}
