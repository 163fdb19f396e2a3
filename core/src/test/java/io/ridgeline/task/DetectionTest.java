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
        new NonMaximumSuppression.Greedy(0.5, 100).of(boxes));
    assertEquals(
        List.of(box(0, 10, 0, 0.9), box(0, 10, 1, 0.6)),
        new NonMaximumSuppression.Greedy(0.3, 100).of(boxes));
    assertEquals(4, new NonMaximumSuppression.Greedy(0.7, 100).of(boxes).size());
    assertEquals(List.of(), new NonMaximumSuppression.Greedy(0.5, 100).of(List.of()));
    // of each class the surest one
    assertEquals(
        List.of(box(0, 10, 0, 0.9), box(0, 10, 1, 0.6)),
        new NonMaximumSuppression.Greedy(0.5, 1).of(boxes));
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
    Shape shape = new Shape(1, 64, 64);
    List<ScoredBox> found = new Detection(2).join(new SlidingWindow(shape, shape), at -> scored);
    assertEquals(
        List.of(
            new ScoredBox(new Box(0, 2, 8, 12), 0, 0.9f),
            new ScoredBox(new Box(20, 4, 64, 64), 1, 0.7f),
            new ScoredBox(new Box(0, 2, 8, 11), 1, 0.3f)),
        found);
  }

  /**
   * Two patches of 32 columns at 0 and 16 of an image of 48. An object from 20 to 28 is whole in
   * both, one from 26 to 40 is cut at the edge of the first; one at the image's own edge stays.
   */
  @Test
  void patchesAreJoinedAndCutObjectsDropped() {
    Shape patch = new Shape(1, 32, 32);
    SlidingWindow window = new SlidingWindow(new Shape(1, 32, 48), patch);
    assertEquals(List.of(0, 16), window.patches().stream().map(Patch::column).toList());
    List<ScoredBox> found =
        new Detection(1)
            .join(
                window,
                at ->
                    at.column() == 0
                        ? new float[] {
                          0.6f, 20, 4, 28, 12, 24, 8, 8, //
                          0.7f, 26, 20, 33, 30, 28, 24, 8
                        }
                        : new float[] {
                          0.9f, 4, 4, 12, 12, 8, 8, 8, //
                          0.8f, 10, 20, 24, 30, 18, 24, 8, //
                          0.5f, 28, 4, 40, 12, 30, 8, 8, //
                          0.4f, -3, 22, 6, 30, 4, 26, 8
                        });
    assertEquals(
        List.of(
            new ScoredBox(new Box(20, 4, 28, 12), 0, 0.9f),
            new ScoredBox(new Box(26, 20, 40, 30), 0, 0.8f),
            new ScoredBox(new Box(44, 4, 48, 12), 0, 0.5f)),
        found);
  }

  /** A part longer than half the patch stays: no other patch shows the object whole. */
  @Test
  void partsOfLargeObjectsStay() {
    SlidingWindow window = new SlidingWindow(new Shape(1, 32, 48), new Shape(1, 32, 32));
    List<ScoredBox> found =
        new Detection(1)
            .join(
                window,
                at ->
                    at.column() == 0
                        ? new float[] {0.6f, 14, 4, 32, 12, 24, 8, 8}
                        : new float[] {0.05f, 0, 0, 1, 1, 4, 4, 8});
    assertEquals(List.of(new ScoredBox(new Box(14, 4, 32, 12), 0, 0.6f)), found);
  }

  /** An image smaller than its patch lies in the middle of it. */
  @Test
  void boxesAreCutToAnImageSmallerThanItsPatch() {
    SlidingWindow window = new SlidingWindow(new Shape(1, 20, 16), new Shape(1, 32, 32));
    float[] scored = {0.6f, 4, 10, 20, 20, 16, 16, 8};
    assertEquals(
        List.of(new ScoredBox(new Box(0, 4, 12, 14), 0, 0.6f)),
        new Detection(1).join(window, at -> scored));
  }

  @Test
  void patchesTakeTheBoxesOfWhichEnoughIsInside() {
    Patch at = new Patch(0, 10, 20, new Shape(1, 32, 32));
    List<LabelledBox> objects =
        List.of(
            new LabelledBox(new Box(25, 15, 35, 25), 0),
            new LabelledBox(new Box(10, 10, 30, 20), 1),
            new LabelledBox(new Box(0, 10, 24, 20), 2),
            new LabelledBox(new Box(60, 10, 70, 20), 3));
    assertEquals(
        List.of(
            new LabelledBox(new Box(5, 5, 15, 15), 0), new LabelledBox(new Box(0, 0, 10, 10), 1)),
        at.cut(objects, 0.3));
  }
}
