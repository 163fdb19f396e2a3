package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every motion promises: images, masks, points and boxes go together. */
@ExtendWith(NoLeaks.class)
class MotionTest {
  private static final int N = 20;

  /** A transform, the shape of its images, and how far a point may come back beside itself. */
  record Case(GeometricTransform transform, int height, int width, double tolerance) {}

  static List<Case> cases() {
    return List.of(
        new Case(new Flip(0.5, 0.5), 48, 56, 1e-9),
        new Case(new Rotate90(0.7), 48, 48, 1e-9),
        new Case(new Rotate90(0.7), 48, 56, 1e-9),
        new Case(new Affine(180, 0.3, 0.2, 0.1), 48, 56, 1e-9),
        new Case(new Elastic(4, 10), 48, 56, 0.05));
  }

  private static Motion motion(Case c, long seed) {
    return c.transform().draw(N, new Shape(1, c.height(), c.width()), Streams.random(seed));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPointGoesThereAndBack(Case c) {
    try (Scope scope = Scope.open()) {
      Motion motion = motion(c, 1);
      var random = Streams.random(2);
      for (int k = 0; k < 200; k++) {
        int image = random.nextInt(N);
        double[] p = {random.nextDouble(c.width()), random.nextDouble(c.height())};
        double[] moved = motion.point(image, p[0], p[1]);
        assertArrayEquals(p, motion.origin(image, moved[0], moved[1]), c.tolerance());
        double[] before = motion.origin(image, p[0], p[1]);
        assertArrayEquals(p, motion.point(image, before[0], before[1]), c.tolerance());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSpotLiesWhereItsPointWent(Case c) {
    try (Scope scope = Scope.open()) {
      int h = c.height();
      int w = c.width();
      var random = Streams.random(3);
      double[][] spots = new double[N][];
      float[] pixels = new float[N * h * w];
      for (int i = 0; i < N; i++) {
        spots[i] = new double[] {12 + random.nextDouble(w - 24), 12 + random.nextDouble(h - 24)};
        for (int k = 0; k < h * w; k++) {
          double x = k % w + 0.5 - spots[i][0];
          double y = Math.floorDiv(k, w) + 0.5 - spots[i][1];
          pixels[i * h * w + k] = (float) Math.exp(-(x * x + y * y) / (2 * 1.5 * 1.5));
        }
      }
      Motion motion = motion(c, 4);
      float[] moved = motion.images(Tensor.of(pixels, N, 1, h, w)).toArray();
      int looked = 0;
      for (int i = 0; i < N; i++) {
        double[] expected = motion.point(i, spots[i][0], spots[i][1]);
        if (Math.min(expected[0], expected[1]) < 8 || expected[0] > w - 8 || expected[1] > h - 8) {
          continue;
        }
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int k = 0; k < h * w; k++) {
          double v = moved[i * h * w + k];
          sum += v;
          x += v * (k % w + 0.5);
          y += v * (Math.floorDiv(k, w) + 0.5);
        }
        assertArrayEquals(expected, new double[] {x / sum, y / sum}, 0.5);
        looked++;
      }
      assertTrue(looked > N / 2, "spots inside: " + looked);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void masksGoWithImagesAndKeepTheirValues(Case c) {
    try (Scope scope = Scope.open()) {
      int h = c.height();
      int w = c.width();
      // a disc of class 7 in one of class 2
      float[] mask = new float[h * w];
      for (int k = 0; k < h * w; k++) {
        double r = Math.hypot(k % w + 0.5 - w / 2.0, Math.floorDiv(k, w) + 0.5 - h / 2.0);
        mask[k] = r < 8 ? 7 : r < 16 ? 2 : 0;
      }
      Tensor one = Tensor.of(mask, 1, 1, h, w);
      Tensor all = Tensor.join(0, java.util.Collections.nCopies(N, one));
      Motion motion = motion(c, 5);
      float[] masks = motion.masks(all).toArray();
      float[] images = motion.images(all).toArray();
      TreeSet<Float> values = new TreeSet<>();
      int apart = 0;
      for (int k = 0; k < masks.length; k++) {
        values.add(masks[k]);
        // the nearest of four pixels has a quarter of their weight at least; the step is 5
        apart += Math.abs(masks[k] - images[k]) > 0.75 * 5 + 1e-3 ? 1 : 0;
      }
      assertEquals(new TreeSet<>(List.of(0f, 2f, 7f)), values);
      assertEquals(0, apart, "a mask lies where its image does");
    }
  }

  @Test
  void aBoxIsMirrored() {
    Motion motion = new Reflections(List.of(Symmetry.LEFT_RIGHT), 8, 10);
    double[] box = motion.box(0, new double[] {1, 2, 4, 5}, 8, 10, 1).orElseThrow();
    assertArrayEquals(new double[] {6, 2, 9, 5}, box, 1e-12);
  }

  @Test
  void aBoxIsClippedAndDroppedWhereTooLittleIsLeft() {
    // each pixel looks a quarter of the width, 2.5 pixels, to its right: all moves left by that
    Motion motion = new AffineMotion(new double[][] {{1, 0, 0.5, 0, 1, 0}}, 8, 10);
    double[] box = {1, 2, 4, 5};
    assertArrayEquals(
        new double[] {0, 2, 1.5, 5}, motion.box(0, box, 8, 10, 0.5).orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), motion.box(0, box, 8, 10, 0.51));
    assertEquals(Optional.empty(), motion.box(0, new double[] {0, 2, 2, 5}, 8, 10, 0));
  }

  @Test
  void aBoxHoldsATurnedOne() {
    // by 45 degrees about the centre: a square of side 2 becomes one of diagonal 2√2
    double[] map = AffineMaps.of(Math.PI / 4, 1, 0, 0, 0, 1);
    Motion motion = new AffineMotion(new double[][] {map}, 10, 10);
    double r = Math.sqrt(2);
    assertArrayEquals(
        new double[] {5 - r, 5 - r, 5 + r, 5 + r},
        motion.box(0, new double[] {4, 4, 6, 6}, 10, 10, 1).orElseThrow(),
        1e-12);
  }

  @Test
  void elasticStaysWithinItsDisplacement() {
    try (Scope scope = Scope.open()) {
      Motion motion = new Elastic(3, 8).draw(50, new Shape(1, 32, 32), Streams.random(6));
      double farthest = 0;
      double squares = 0;
      for (int i = 0; i < 50; i++) {
        // knots lie at the corners' centres, where the field is what was drawn
        double[] p = motion.origin(i, 0.5, 0.5);
        farthest = Math.max(farthest, Math.max(Math.abs(p[0] - 0.5), Math.abs(p[1] - 0.5)));
        squares += (p[0] - 0.5) * (p[0] - 0.5) + (p[1] - 0.5) * (p[1] - 0.5);
      }
      assertTrue(farthest <= 3 + 1e-5 && farthest > 2.5, "" + farthest);
      // U(−3, 3) has variance 3, and u² a standard deviation of 9·√(4/45)
      assertEquals(3, squares / 100, 5 * 9 * Math.sqrt(4 / 45.0) / 10);
    }
  }
}
