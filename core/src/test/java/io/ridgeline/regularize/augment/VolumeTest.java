package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of volumes, against PyTorch, SciPy and NumPy and by hand. */
@ExtendWith(NoLeaks.class)
class VolumeTest {
  private static final JsonNode FIXTURE = Fixture.read("regularize/augment3d.json");
  private static final Shape SHAPE = new Shape(1, 5, 6, 7);

  private static Tensor volume(String name) {
    return Tensor.of(Fixture.floats(FIXTURE.get(name)), SHAPE.tensor(1));
  }

  private static void assertAsReference(JsonNode expected, UnaryOperator<Tensor> change) {
    try (Scope scope = Scope.open()) {
      Tensor result = change.apply(volume("volume"));
      assertArrayEquals(SHAPE.tensor(1), result.shape());
      assertArrayEquals(Fixture.floats(expected), result.toArray(), 2e-5f);
    }
  }

  @Test
  void affineMapsAreThoseOfRotationsInVoxels() {
    for (JsonNode f : FIXTURE.get("affine")) {
      assertArrayEquals(Fixture.doubles(f.get("theta")), map(f), 1e-8);
    }
  }

  private static double[] map(JsonNode f) {
    return AffineMaps.ofVolume(
        f.get("axis").asInt(),
        Math.toRadians(f.get("degrees").asDouble()),
        f.get("zoom").asDouble(),
        f.get("slant").asDouble(),
        Fixture.doubles(f.get("shifts")),
        SHAPE);
  }

  @Test
  void affineMovesVolumesAndMasksAsPyTorch() {
    for (JsonNode f : FIXTURE.get("affine")) {
      try (Scope scope = Scope.open()) {
        Motion motion = AffineMaps.motion(new double[][] {map(f)}, SHAPE);
        assertArrayEquals(
            Fixture.floats(f.get("trilinear")), motion.images(volume("volume")).toArray(), 2e-5f);
        assertArrayEquals(
            Fixture.floats(f.get("nearest")), motion.masks(volume("labels")).toArray());
        assertThrows(UnsupportedOperationException.class, () -> motion.point(0, 1, 1));
      }
    }
  }

  @Test
  void intensitiesChangeAsInFlatImages() {
    assertAsReference(
        FIXTURE.get("contrast").get("result"), x -> Photometry.contrast(x, Axes.column(x, 1.4)));
    assertAsReference(
        FIXTURE.get("gamma").get("result"), x -> Photometry.gamma(x, Axes.column(x, 1.3)));
    assertAsReference(
        FIXTURE.get("standardize"), x -> Operation.STANDARDIZE.recoloured(x, new double[] {0.5}));
  }

  @Test
  void blurAndLowResolutionHaveThreeAxes() {
    assertAsReference(
        FIXTURE.get("blur").get("result"), x -> Photometry.blur(x, new double[] {1.2}, 5));
    assertAsReference(
        FIXTURE.get("lowResolution").get("result"),
        x -> Photometry.lowResolution(x, new double[] {1.6}));
  }

  @Test
  void betweenKnotsItIsCubicAlongEveryAxis() {
    JsonNode f = FIXTURE.get("cubic");
    try (Scope scope = Scope.open()) {
      Tensor knots = Tensor.of(Fixture.floats(f.get("knots")), 1, 1, 3, 2, 4);
      assertArrayEquals(
          Fixture.floats(f.get("result")), Images.tricubic(knots, 5, 6, 7, true).toArray(), 2e-6f);
    }
  }

  @Test
  void theBiasFieldIsNumPys() {
    JsonNode f = FIXTURE.get("biasField");
    try (Scope scope = Scope.open()) {
      assertArrayEquals(
          Fixture.floats(f.get("field")),
          BiasField.volumeField(Fixture.floats(f.get("coefficients")), SHAPE).toArray(),
          1e-5f);
    }
  }

  /** Two slices: 1 2 / 3 4 and 5 6 / 7 8. */
  private static float[] eight(UnaryOperator<Tensor> change) {
    try (Scope scope = Scope.open()) {
      return change.apply(Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 2, 2, 2)).toArray();
    }
  }

  @Test
  void symmetriesLayEverySlice() {
    assertArrayEquals(new float[] {2, 1, 4, 3, 6, 5, 8, 7}, eight(Symmetry.LEFT_RIGHT::of));
    assertArrayEquals(new float[] {3, 4, 1, 2, 7, 8, 5, 6}, eight(Symmetry.TOP_BOTTOM::of));
    assertArrayEquals(new float[] {4, 3, 2, 1, 8, 7, 6, 5}, eight(Symmetry.HALF_TURN::of));
    assertArrayEquals(new float[] {3, 1, 4, 2, 7, 5, 8, 6}, eight(Symmetry.QUARTER_TURN::of));
    assertArrayEquals(new float[] {2, 4, 1, 3, 6, 8, 5, 7}, eight(Symmetry.THREE_QUARTER_TURN::of));
    assertArrayEquals(
        new float[] {2, 1, 4, 3, 6, 5, 8, 7},
        eight(
            x ->
                new Flip(1, 0)
                    .transform(new Batch(x, Tensor.zeros(1, 2)), Streams.random(1))
                    .images()));
  }

  /** The three coordinates of every voxel as channels, {@code [n, 3, S, S, S]}. */
  private static Tensor coordinates(int n, int side) {
    int plane = side * side * side;
    float[] values = new float[n * 3 * plane];
    for (int i = 0; i < values.length; i++) {
      int at = i % plane;
      int[] xyz = {at % side, at / side % side, at / (side * side)};
      values[i] = xyz[i / plane % 3];
    }
    return Tensor.of(values, n, 3, side, side, side);
  }

  @Test
  void elasticDisplacesAsDrawnAtItsKnots() {
    try (Scope scope = Scope.open()) {
      // σ = 4: knots at 0, 6, 12, 18 and 24 of 25 voxels
      int side = 25;
      int n = 20;
      Tensor given = coordinates(n, side);
      Motion motion = new Elastic(2, 4).draw(n, Axes.shape(given), Streams.random(6));
      float[] moved = motion.images(given).toArray();
      float[] still = given.toArray();
      double farthest = 0;
      double squares = 0;
      int looked = 0;
      for (int i = 0; i < moved.length; i++) {
        int at = i % (side * side * side);
        int[] xyz = {at % side, at / side % side, at / (side * side)};
        if (Arrays.stream(xyz).allMatch(k -> k % 6 == 0 && k > 0 && k < 24)) {
          double d = moved[i] - still[i];
          farthest = Math.max(farthest, Math.abs(d));
          squares += d * d;
          looked++;
        }
      }
      assertEquals(n * 3 * 27, looked);
      assertTrue(farthest <= 2 + 1e-4 && farthest > 1.8, "" + farthest);
      // U(−2, 2) has variance 4/3, and u² a standard deviation of 4·√(4/45)
      assertEquals(4.0 / 3, squares / looked, 5 * 4 * Math.sqrt(4 / 45.0 / looked));
    }
  }

  @Test
  void affineTurnsAboutEachAxisAlikeAndStaysWithinItsShift() {
    try (Scope scope = Scope.open()) {
      int side = 21;
      int n = 300;
      Tensor given = coordinates(n, side).plus(-10);
      Motion turned = new Affine(90, 0, 0, 0).draw(n, Axes.shape(given), Streams.random(1));
      Motion moved = new Affine(0, 0, 0, 0.25).draw(n, Axes.shape(given), Streams.random(2));
      // what the voxel 4 right of the centre shows, and what the centre shows
      Tensor right = at(turned.images(given), 10, 10, 14);
      Tensor centre = at(moved.images(given), 10, 10, 10);
      int[] about = new int[3];
      double farthest = 0;
      for (int i = 0; i < n; i++) {
        float[] p = right.narrow(0, i, 1).toArray();
        assertEquals(4, Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]), 1e-3);
        int axis = Math.abs(p[2]) > 1e-4 ? 1 : Math.abs(p[1]) > 1e-4 ? 2 : 0;
        about[axis]++;
        assertEquals(0, axis == 1 ? p[1] : p[2], 1e-4);
        for (float d : centre.narrow(0, i, 1).toArray()) {
          farthest = Math.max(farthest, Math.abs(d));
        }
      }
      for (int count : about) {
        assertEquals(n / 3.0, count, 5 * Math.sqrt(n * 2 / 9.0));
      }
      assertTrue(farthest <= 5.25 + 1e-3 && farthest > 5, "" + farthest);
    }
  }

  private static Tensor at(Tensor volumes, int z, int y, int x) {
    return volumes.narrow(2, z, 1).narrow(3, y, 1).narrow(4, x, 1);
  }

  @Test
  void cutMixPastesBoxesOfTheirMeanVolume() {
    // α = 1 on a large volume: side ∛u, u ~ U(0,1), around a uniform point. An axis of length 1 is
    // covered by s(1 − s/4) on average: E = E[u(1 − ∛u/4)³] = 1/2 − 9/28 + 9/128 − 1/192
    double sum = 0;
    var random = Streams.random(7);
    int n = 600;
    for (int k = 0; k < n; k++) {
      try (Scope scope = Scope.open()) {
        Batch two =
            new Batch(Tensor.zeros(2, 1, 50, 50, 50), Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));
        sum += new CutMix(1).transform(two, random).targets().toArray()[1];
      }
    }
    // half the permutations leave volumes where they are; a volume's deviation is below .3
    double expected = (0.5 - 9.0 / 28 + 9.0 / 128 - 1.0 / 192) / 2;
    assertEquals(expected, sum / n, 5 * 0.3 / Math.sqrt(n));
  }

  @Test
  void erasedBoxesAreWhole() {
    try (Scope scope = Scope.open()) {
      int side = 16;
      int n = 300;
      int plane = side * side * side;
      Batch batch = new Batch(Tensor.ones(n, 1, side, side, side).times(9), Tensor.zeros(n, 2));
      float[] x =
          new RandomErasing(0.4, "mean").transform(batch, Streams.random(1)).images().toArray();
      int erased = 0;
      for (int i = 0; i < n; i++) {
        int count = 0;
        int[] low = {side, side, side};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < plane; k++) {
          if (x[i * plane + k] == 0) {
            count++;
            int[] at = {k % side, k / side % side, k / (side * side)};
            for (int axis = 0; axis < 3; axis++) {
              low[axis] = Math.min(low[axis], at[axis]);
              high[axis] = Math.max(high[axis], at[axis]);
            }
          }
        }
        if (count > 0) {
          erased++;
          int[] length = new int[3];
          for (int axis = 0; axis < 3; axis++) {
            length[axis] = high[axis] - low[axis] + 1;
          }
          assertEquals(length[0] * length[1] * length[2], count);
          // sides are rounded to whole voxels; a box has 4 slices at least
          double share = (double) count / plane;
          assertTrue(share > 0.01 && share < 0.4, "share " + share);
          assertEquals(Math.cbrt(share), length[2] / 16.0, 0.06);
        }
      }
      assertEquals(0.4 * n, erased, 5 * Math.sqrt(n * 0.24));
    }
  }

  @Test
  void everyPhotometricMethodKeepsPlacesAndTargets() {
    try (Scope scope = Scope.open()) {
      Tensor images = new Generator(1).normal(30, 2, 6, 8, 8);
      Tensor targets = new Generator(2).uniform(30, 2, 6, 8, 8);
      for (var method :
          List.of(new Intensity(1, "gaussian"), new Intensity(1, "rician"), new BiasField(0.3))) {
        Batch out = method.transform(new Batch(images, targets), Streams.random(3));
        assertArrayEquals(images.shape(), out.images().shape());
        assertArrayEquals(targets.toArray(), out.targets().toArray());
        double change = out.images().minus(images).abs().mean().item();
        assertTrue(change > 0.01 && change < 2, method + ": " + change);
      }
    }
  }
}
