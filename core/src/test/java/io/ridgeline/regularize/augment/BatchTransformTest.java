package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BatchTransformTest {
  private static Batch twoByTwo() {
    return new Batch(
        Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2), Tensor.of(new float[] {0, 1}, 1, 2));
  }

  private static float[] flipped(double horizontal, double vertical) {
    return new Flip(horizontal, vertical)
        .transform(twoByTwo(), Streams.random(1))
        .images()
        .toArray();
  }

  @Test
  void flipMirrorsTheNamedAxis() {
    try (Scope scope = Scope.open()) {
      assertArrayEquals(new float[] {2, 1, 4, 3}, flipped(1, 0));
      assertArrayEquals(new float[] {3, 4, 1, 2}, flipped(0, 1));
      assertArrayEquals(new float[] {4, 3, 2, 1}, flipped(1, 1));
      assertArrayEquals(new float[] {1, 2, 3, 4}, flipped(0, 0));
    }
  }

  @Test
  void flipChoosesEachImageForItself() {
    try (Scope scope = Scope.open()) {
      float[] rows = new float[2000];
      for (int i = 1; i < rows.length; i += 2) {
        rows[i] = 1;
      }
      Batch batch = new Batch(Tensor.of(rows, 1000, 1, 1, 2), Tensor.zeros(1000, 2));
      float[] out = new Flip(0.5, 0).transform(batch, Streams.random(1)).images().toArray();
      int mirrored = 0;
      for (int i = 0; i < out.length; i += 2) {
        mirrored += out[i] == 1 ? 1 : 0;
      }
      assertEquals(500, mirrored, 5 * Math.sqrt(250));
    }
  }

  @Test
  void affineWarpsAsPyTorch() {
    JsonNode f = Fixture.read("regularize/operations.json").get("affine");
    double[] map =
        AffineMaps.of(
            Math.toRadians(f.get("angle").asDouble()),
            f.get("scale").asDouble(),
            f.get("shear").asDouble(),
            f.get("shift").get(0).asDouble(),
            f.get("shift").get(1).asDouble(),
            1);
    assertArrayEquals(Fixture.doubles(f.get("theta")), map, 1e-6);
    float[] row = new float[6];
    for (int i = 0; i < 6; i++) {
      row[i] = (float) map[i];
    }
    try (Scope scope = Scope.open()) {
      Tensor image = Tensor.of(Fixture.floats(f.get("image")), 1, 1, 9, 9);
      assertArrayEquals(
          Fixture.floats(f.get("bilinear")),
          Functions.warp(image, Tensor.of(row, 1, 2, 3)).toArray(),
          1e-3f);
    }
  }

  @Test
  void aRotationIsOneInPixelsWhateverTheShapeOfTheImage() {
    // 4 high, 8 wide: a quarter turn takes what is 1 pixel right of the centre 1 pixel below it
    double[] map = AffineMaps.of(Math.PI / 2, 1, 0, 0, 0, 0.5);
    double right = 1 / 4.0;
    assertEquals(0, map[0] * right, 1e-12);
    assertEquals(1 / 2.0, map[3] * right, 1e-12);
  }

  @Test
  void affineStaysWithinItsRanges() {
    try (Scope scope = Scope.open()) {
      // a centred spot moves by at most the shift: .25 of 16 pixels is 4
      float[] spot = new float[16 * 16];
      spot[7 * 16 + 7] = spot[7 * 16 + 8] = spot[8 * 16 + 7] = spot[8 * 16 + 8] = 1;
      Batch batch = new Batch(Tensor.of(spot, 1, 1, 16, 16), Tensor.zeros(1, 2));
      var random = Streams.random(3);
      double farthest = 0;
      for (int k = 0; k < 50; k++) {
        float[] out = new Affine(0, 0, 0, 0.25).transform(batch, random).images().toArray();
        double sum = 0;
        double x = 0;
        for (int i = 0; i < out.length; i++) {
          sum += out[i];
          x += out[i] * (i % 16 - 7.5);
        }
        assertEquals(4, sum, 1e-3, "the spot stays whole");
        farthest = Math.max(farthest, Math.abs(x / sum));
      }
      assertTrue(farthest <= 4 + 1e-4 && farthest > 3, "farthest " + farthest);
    }
  }

  @Test
  void mixupBlendsImagesAndTargetsAlike() {
    try (Scope scope = Scope.open()) {
      // image i holds the number i and its target is one-hot, so each mixture shows its shares
      Tensor images = Tensor.of(new float[] {0, 1, 2, 3}, 4, 1, 1, 1);
      Tensor targets =
          Tensor.of(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 4, 4);
      var random = Streams.random(5);
      boolean mixed = false;
      for (int k = 0; k < 20; k++) {
        Batch out = new Mixup(1).transform(new Batch(images, targets), random);
        float[] x = out.images().toArray();
        float[] y = out.targets().toArray();
        for (int i = 0; i < 4; i++) {
          double total = 0;
          double mean = 0;
          for (int j = 0; j < 4; j++) {
            total += y[i * 4 + j];
            mean += j * y[i * 4 + j];
          }
          assertEquals(1, total, 1e-6);
          assertEquals(mean, x[i], 1e-5);
          mixed |= y[i * 4 + i] > 0.01 && y[i * 4 + i] < 0.99;
        }
      }
      assertTrue(mixed);
    }
  }

  @Test
  void theSmallestBetaIsAllOrNothing() {
    int ones = 0;
    for (int seed = 0; seed < 1000; seed++) {
      double share = Pairs.share(Double.MIN_VALUE, Streams.random(seed));
      assertTrue(share < 1e-6 || share > 1 - 1e-6, "share " + share);
      ones += share > 0.5 ? 1 : 0;
    }
    assertEquals(500, ones, 5 * Math.sqrt(250));
  }

  @Test
  void mixupDrawsItsShareFromBeta() {
    try (Scope scope = Scope.open()) {
      // two images: the share of the second target of the first row is 0 or 1 − λ
      Tensor images = Tensor.zeros(2, 1, 1, 1);
      Tensor targets = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
      var random = Streams.random(5);
      double squares = 0;
      int n = 0;
      for (int k = 0; k < 2000; k++) {
        try (Scope step = Scope.open()) {
          float share =
              new Mixup(0.4).transform(new Batch(images, targets), random).targets().toArray()[1];
          if (share > 0) {
            squares += (share - 0.5) * (share - 0.5);
            n++;
          }
        }
      }
      // Var Beta(.4, .4) = 1 / (4 (2·.4 + 1))
      assertEquals(1 / 7.2, squares / n, 0.015);
    }
  }
}
