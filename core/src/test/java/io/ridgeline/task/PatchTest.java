package io.ridgeline.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PatchTest {
  private static final Shape IMAGE = new Shape(1, 3, 4);

  /** 0 ... 11 in three rows of four. */
  private static final float[] VALUES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @Test
  void aPatchInsideIsCutRowByRow() {
    Patch at = new Patch(0, 1, 1, new Shape(1, 2, 3));
    assertArrayEquals(new float[] {5, 6, 7, 9, 10, 11}, at.cut(VALUES, IMAGE));
    assertArrayEquals(new byte[] {1, 0, 2, 0, 0, 3}, at.cut(labels(), IMAGE));
  }

  private static byte[] labels() {
    return new byte[] {9, 9, 9, 9, 9, 1, 0, 2, 9, 0, 0, 3};
  }

  @Test
  void outsideTheImageAPatchHoldsWhatItIsTold() {
    Patch corner = new Patch(0, -1, 2, new Shape(1, 2, 4));
    assertArrayEquals(new float[] {0, 0, 0, 0, 2, 3, 0, 0}, corner.cut(VALUES, IMAGE));
    assertArrayEquals(
        new float[] {7, 7, 7, 7, 2, 3, 7, 7}, corner.cut(VALUES, IMAGE, new float[] {7}));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 9, 9, 0, 0}, corner.cut(labels(), IMAGE));
    Patch away = new Patch(0, 0, 4, new Shape(1, 1, 2));
    assertArrayEquals(new float[] {7, 7}, away.cut(VALUES, IMAGE, new float[] {7}));
  }

  /** Two channels of a volume of two slices, each of one row of two. */
  @Test
  void channelsAndSlicesKeepTheirPlaces() {
    Shape volume = new Shape(2, 2, 1, 2);
    float[] values = {1, 2, 3, 4, 10, 20, 30, 40};
    Patch second = new Patch(1, 0, 1, new Shape(2, 1, 1, 2));
    assertArrayEquals(
        new float[] {4, -1, 40, -2}, second.cut(values, volume, new float[] {-1, -2}));
  }

  @Test
  void withinIsThePartInsideTheImage() {
    assertEquals(
        new Patch(0, 0, 2, new Shape(1, 1, 2)),
        new Patch(0, -1, 2, new Shape(1, 2, 4)).within(IMAGE));
    Patch inside = new Patch(0, 1, 1, new Shape(1, 2, 3));
    assertEquals(inside, inside.within(IMAGE));
    assertEquals(
        new Patch(0, 0, 0, new Shape(1, 2, 3, 4)),
        new Patch(-3, -1, -2, new Shape(1, 8, 5, 8)).within(new Shape(1, 2, 3, 4)));
  }

  @Test
  void addingIsWeightedAndAddsUp() {
    Patch at = new Patch(0, 2, 3, new Shape(1, 2, 2));
    float[][] sums = new float[1][12];
    // only the first of the four lies in the image: its last pixel
    at.add(new float[] {2, 9, 9, 9}, new float[] {0.5f, 9, 9, 9}, sums, IMAGE);
    at.add(new float[] {4, 9, 9, 9}, new float[] {0.25f, 9, 9, 9}, sums, IMAGE);
    float[] expected = new float[12];
    expected[11] = 2;
    assertArrayEquals(expected, sums[0]);
  }

  /** ⟨cut x, y⟩ = ⟨x, add y⟩, wherever the patch lies. */
  @Test
  void addingIsTheAdjointOfCutting() {
    RandomGenerator random = Streams.random(3);
    for (int trial = 0; trial < 500; trial++) {
      int channels = 1 + random.nextInt(3);
      Shape image = shape(random, channels);
      Shape patch = shape(random, channels);
      Patch at =
          new Patch(
              place(random, image.depth(), patch.depth()),
              place(random, image.height(), patch.height()),
              place(random, image.width(), patch.width()),
              patch);
      float[] x = whole(random, image.count());
      float[] y = whole(random, patch.count());
      float[] ones = new float[patch.plane()];
      Arrays.fill(ones, 1);
      float[][] added = new float[channels][image.plane()];
      at.add(y, ones, added, image);
      double left = 0;
      float[] cut = at.cut(x, image);
      for (int i = 0; i < y.length; i++) {
        left += cut[i] * y[i];
      }
      double right = 0;
      for (int i = 0; i < x.length; i++) {
        right += x[i] * added[i / image.plane()][i % image.plane()];
      }
      assertEquals(left, right, at + " of " + image);
    }
  }

  private static Shape shape(RandomGenerator random, int channels) {
    return new Shape(channels, 1 + random.nextInt(4), 1 + random.nextInt(6), 1 + random.nextInt(6));
  }

  /** Anywhere, over either edge and beyond too. */
  private static int place(RandomGenerator random, int length, int side) {
    return random.nextInt(length + side + 2) - side - 1;
  }

  /** Small whole numbers, whose sums of products are exact. */
  private static float[] whole(RandomGenerator random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextInt(19) - 9;
    }
    return values;
  }
}
