package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Boxes go where what they surround goes; numbers by hand. */
@ExtendWith(NoLeaks.class)
class ObjectTargetsTest {
  private static final Shape SHAPE = new Shape(1, 10, 20);

  /** Two classes, two rows an image; the second row of the second image is no object. */
  private static Tensor targets() {
    return Tensor.of(
        new float[] {
          1, 0, 2, 1, 6, 4, //
          0, 1, 15, 5, 20, 10, //
          0, 1, 0, 0, 10, 10, //
          0, 0, 0, 0, 0, 0
        },
        2,
        2,
        6);
  }

  @Test
  void boxesAreMirroredWithTheirImages() {
    try (Scope scope = Scope.open()) {
      Motion motion = new Reflections(List.of(Symmetry.LEFT_RIGHT, Symmetry.TOP_BOTTOM), 10, 20);
      assertArrayEquals(
          new float[] {
            1, 0, 14, 1, 18, 4, //
            0, 1, 0, 5, 5, 10, //
            0, 1, 0, 0, 10, 10, //
            0, 0, 0, 0, 0, 0
          },
          motion.targets(targets(), SHAPE).toArray());
    }
  }

  /** 8 pixels to the right: a box that leaves the image is cut, and dropped below three tenths. */
  @Test
  void boxesThatLeaveTheImageAreCutOrDropped() {
    try (Scope scope = Scope.open()) {
      double[] map = {1, 0, -0.8, 0, 1, 0};
      Motion motion = new AffineMotion(new double[][] {map, map}, 10, 20);
      assertArrayEquals(
          new float[] {
            1, 0, 10, 1, 14, 4, //
            0, 0, 0, 0, 0, 0, //
            0, 1, 8, 0, 18, 10, //
            0, 0, 0, 0, 0, 0
          },
          motion.targets(targets(), SHAPE).toArray(),
          1e-5f);
      double[] three = {1, 0, -0.3, 0, 1, 0};
      float[] cut =
          new AffineMotion(new double[][] {three, three}, 10, 20)
              .targets(targets(), SHAPE)
              .toArray();
      // from 15..20 to 18..23, of which two fifths are inside
      assertArrayEquals(new float[] {0, 1, 18, 5, 20, 10}, Arrays.copyOfRange(cut, 6, 12), 1e-5f);
    }
  }

  @Test
  void mixupShowsTheObjectsOfBothImages() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.zeros(SHAPE.tensor(2));
      images.narrow(0, 1, 1).fillInPlace(1);
      for (long seed = 0; ; seed++) {
        Batch mixed = new Mixup(1).transform(new Batch(images, targets()), Streams.random(seed));
        if (mixed.targets().size(1) == 2) {
          continue; // paired with themselves
        }
        float share = 1 - mixed.images().toArray()[0];
        float[] rows = mixed.targets().toArray();
        assertEquals(3, mixed.targets().size(1));
        assertArrayEquals(
            new float[] {
              share, 0, 2, 1, 6, 4, //
              0, share, 15, 5, 20, 10, //
              0, 1 - share, 0, 0, 10, 10, //
              0, share, 0, 0, 10, 10, //
              1 - share, 0, 2, 1, 6, 4, //
              0, 1 - share, 15, 5, 20, 10
            },
            rows,
            1e-6f);
        break;
      }
    }
  }

  /**
   * With one image all four corners are its own. Pixel 0 of the result tells where they meet, and
   * so what every other pixel and the box must be.
   */
  @Test
  void mosaicLaysCornersTogether() {
    Set<Integer> meetings = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      try (Scope scope = Scope.open()) {
        float[] pixels = new float[100];
        for (int i = 0; i < 100; i++) {
          pixels[i] = i;
        }
        Tensor box = Tensor.of(new float[] {1, 2, 3, 9, 8}, 1, 1, 5);
        Batch out =
            new Mosaic(1)
                .transform(new Batch(Tensor.of(pixels, 1, 1, 10, 10), box), Streams.random(seed));
        float[] seen = out.images().toArray();
        int x = 10 - (int) seen[0] % 10;
        int y = 10 - (int) seen[0] / 10;
        meetings.add(10 * y + x);
        assertTrue(x >= 3 && x <= 7 && y >= 3 && y <= 7);
        for (int i = 0; i < 100; i++) {
          int column = i % 10 < x ? i % 10 + 10 - x : i % 10 - x;
          int row = i / 10 < y ? i / 10 + 10 - y : i / 10 - y;
          assertEquals(10 * row + column, seen[i], "pixel " + i);
        }
        List<float[]> expected = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
          int dx = part % 2 == 0 ? x - 10 : x;
          int dy = part < 2 ? y - 10 : y;
          float left = Math.max(part % 2 == 0 ? 0 : x, 2 + dx);
          float right = Math.min(part % 2 == 0 ? x : 10, 9 + dx);
          float top = Math.max(part < 2 ? 0 : y, 3 + dy);
          float bottom = Math.min(part < 2 ? y : 10, 8 + dy);
          if (right > left && bottom > top && (right - left) * (bottom - top) >= 0.3 * 35) {
            expected.add(new float[] {1, left, top, right, bottom});
          }
        }
        float[] rows = out.targets().toArray();
        assertEquals(Math.max(1, expected.size()), rows.length / 5);
        for (int o = 0; o < expected.size(); o++) {
          assertArrayEquals(expected.get(o), Arrays.copyOfRange(rows, 5 * o, 5 * o + 5), 1e-5f);
        }
      }
    }
    assertTrue(meetings.size() > 10, "the parts meet anywhere in the middle");
  }

  @Test
  void mosaicOfPartnersShowsThemAndLeavesTheGivenBatchAlone() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.zeros(4, 1, 10, 20);
      for (int i = 0; i < 4; i++) {
        images.narrow(0, i, 1).fillInPlace(i);
      }
      float[] before = images.toArray();
      Tensor none = Tensor.zeros(4, 1, 6);
      Batch out = new Mosaic(1).transform(new Batch(images, none), Streams.random(3));
      assertArrayEquals(before, images.toArray());
      float[] mixed = out.images().toArray();
      for (int i = 0; i < 4; i++) {
        assertEquals(i, mixed[i * 200], "its own corner comes first");
      }
      Set<Float> shown = new HashSet<>();
      for (float value : mixed) {
        shown.add(value);
      }
      assertEquals(Set.of(0f, 1f, 2f, 3f), shown);
      assertEquals(0, out.targets().abs().sum().item());
      Batch off = new Mosaic(0).transform(new Batch(images, none), Streams.random(3));
      assertArrayEquals(before, off.images().toArray());
    }
  }
}
