package io.ridgeline.data;

import static io.ridgeline.data.Specs.box;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Boxes go where the pixels go, and back. */
class FitBoxesTest {
  private static Image image(int height, int width) {
    return new Image(1, height, width, 255, new float[height * width]);
  }

  private static Preparation sized(Resize resize, int height, int width) {
    return new Preparation(List.of(height, width), 1, resize);
  }

  private static Box placed(Image image, Box box, Preparation preparation) {
    List<LabelledBox> boxes =
        Fit.of(image, new byte[0], List.of(new LabelledBox(box, 3)), preparation).boxes();
    assertEquals(1, boxes.size());
    assertEquals(3, boxes.get(0).label());
    return boxes.get(0).box();
  }

  @Test
  void eachAxisIsStretched() {
    Image image = image(20, 10);
    Preparation preparation = sized(Resize.STRETCH, 10, 40);
    Box box = new Box(1, 2, 3.5, 5);
    assertEquals(new Box(4, 1, 14, 2.5), placed(image, box, preparation));
    assertEquals(Optional.of(box), Fit.back(new Box(4, 1, 14, 2.5), image, preparation));
    assertEquals(box, placed(image, box, new Preparation(List.of(), 1, Resize.STRETCH)));
  }

  /**
   * Twice as large, 20 wide in the middle of 40; of 3 by 7 pixels 2 by 5 in the columns 1 and 2.
   */
  @Test
  void aLetterboxKeepsProportions() {
    Image image = image(20, 10);
    Preparation preparation = sized(Resize.LETTERBOX, 40, 40);
    assertEquals(new Box(12, 4, 16, 10), placed(image, new Box(1, 2, 3, 5), preparation));
    assertEquals(
        Optional.of(new Box(1, 2, 3, 5)), Fit.back(new Box(12, 4, 16, 10), image, preparation));
    assertEquals(
        new Box(1, 0, 3, 5),
        placed(image(7, 3), new Box(0, 0, 3, 7), sized(Resize.LETTERBOX, 5, 5)));
  }

  @Test
  void whatLiesAroundTheImageIsCutOff() {
    Image image = image(20, 10);
    Preparation preparation = sized(Resize.LETTERBOX, 40, 40);
    assertEquals(
        Optional.of(new Box(0, 0, 2, 20)), Fit.back(new Box(5, -3, 14, 50), image, preparation));
    assertEquals(Optional.empty(), Fit.back(new Box(0, 0, 10, 40), image, preparation));
    Preparation stored = new Preparation(List.of(), 1, Resize.STRETCH);
    assertEquals(Optional.of(new Box(8, 0, 10, 1)), Fit.back(new Box(8, -1, 12, 1), image, stored));
  }

  /** Rows 2 mm apart become 1 mm apart, twice as many; then the image is halved. */
  @Test
  void spacingComesBeforeSize() {
    Image image = new Image(1, 1, 20, 10, Spacing.millimetres(1, 2, 1), 255, new float[200]);
    Preparation preparation =
        new Preparation(
            List.of(20, 5), 1, Resize.STRETCH, List.of(), List.of(1.0, 1.0), Intensity.STORED);
    assertEquals(new Box(0.5, 2, 1, 5), placed(image, new Box(1, 2, 2, 5), preparation));
    assertEquals(
        Optional.of(new Box(1, 2, 2, 5)), Fit.back(new Box(0.5, 2, 1, 5), image, preparation));
  }

  /**
   * A white rectangle, doubled, is brighter than half (9/16 in its corners) within its box alone.
   */
  @Test
  void boxesGoWherePixelsGo() {
    float[] values = new float[64];
    for (int y = 1; y < 4; y++) {
      for (int x = 2; x < 5; x++) {
        values[y * 8 + x] = 255;
      }
    }
    Image image = new Image(1, 8, 8, 255, values);
    for (Resize resize : Resize.values()) {
      int width = resize == Resize.STRETCH ? 16 : 24;
      PreparedImage prepared =
          Fit.of(image, new byte[0], List.of(box(2, 1, 5, 4, 0)), sized(resize, 16, width));
      Box box = prepared.boxes().get(0).box();
      for (int i = 0; i < prepared.pixels().length; i++) {
        double x = i % width + 0.5;
        int row = i / width;
        double y = row + 0.5;
        boolean within = x > box.left() && x < box.right() && y > box.top() && y < box.bottom();
        assertEquals(within, prepared.pixels()[i] > 0.5, resize + " " + x + " " + y);
      }
    }
  }

  @Test
  void theHashCoversEveryEdgeAndClass() {
    Set<String> hashes = new HashSet<>();
    List<LabelledBox[]> kinds = new ArrayList<>();
    kinds.add(new LabelledBox[] {});
    kinds.add(new LabelledBox[] {box(1, 1, 9, 9, 0)});
    kinds.add(new LabelledBox[] {box(1, 1, 9, 9, 1)});
    kinds.add(new LabelledBox[] {box(2, 1, 9, 9, 0)});
    kinds.add(new LabelledBox[] {box(1, 2, 9, 9, 0)});
    kinds.add(new LabelledBox[] {box(1, 1, 8, 9, 0)});
    kinds.add(new LabelledBox[] {box(1, 1, 9, 8, 0)});
    kinds.add(new LabelledBox[] {box(1, 1, 9, 9, 0), box(1, 1, 9, 9, 0)});
    for (LabelledBox[] boxes : kinds) {
      Cohort cohort =
          new Cohort(
              "made",
              List.of("a", "b"),
              List.of("all"),
              List.of(Specs.boxed("x", 0, boxes)),
              false,
              List.of());
      Prepared prepared = Prepared.of(cohort, Specs.AS_STORED);
      assertEquals(List.of(boxes), prepared.images().get(0).boxes());
      assertTrue(hashes.add(prepared.hash()));
      // the size of what a model sees moves the boxes too
      assertNotEquals(prepared.hash(), Prepared.of(cohort, sized(Resize.STRETCH, 50, 50)).hash());
    }
    assertEquals(kinds.size(), hashes.size());
  }
}
