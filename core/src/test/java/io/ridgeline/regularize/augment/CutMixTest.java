package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class CutMixTest {
  private static final int H = 6;
  private static final int W = 5;

  /** Image i is i all over and of class i. */
  private static Batch three() {
    float[] pixels = new float[3 * H * W];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = Math.floorDiv(k, H * W);
    }
    return new Batch(
        Tensor.of(pixels, 3, 1, H, W), Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3));
  }

  @Test
  void targetsMixAsTheirPixelsDo() {
    var random = Streams.random(5);
    boolean clipped = false;
    for (int k = 0; k < 200; k++) {
      try (Scope scope = Scope.open()) {
        Batch out = new CutMix(1).transform(three(), random);
        float[] x = out.images().toArray();
        float[] counts = new float[9];
        int top = H;
        int bottom = -1;
        int left = W;
        int right = -1;
        for (int i = 0; i < x.length; i++) {
          int image = i / (H * W);
          counts[image * 3 + (int) x[i]] += 1f / (H * W);
          if ((int) x[i] != image) {
            top = Math.min(top, i / W % H);
            bottom = Math.max(bottom, i / W % H);
            left = Math.min(left, i % W);
            right = Math.max(right, i % W);
          }
        }
        assertArrayEquals(counts, out.targets().toArray(), 1e-6f);
        for (int image = 0; image < 3; image++) {
          float pasted = 1 - counts[image * 3 + image];
          float box = (bottom - top + 1f) * (right - left + 1) / (H * W);
          // a whole box, the same for every image; nothing in one that is its own partner
          assertTrue(pasted < 1e-6 || Math.abs(pasted - box) < 1e-5, pasted + " of " + box);
        }
        clipped |= bottom - top != right - left && bottom >= 0;
      }
    }
    assertTrue(clipped);
  }

  @Test
  void theGivenBatchStays() {
    try (Scope scope = Scope.open()) {
      Batch batch = three();
      new CutMix(1).transform(batch, Streams.random(1));
      assertArrayEquals(three().images().toArray(), batch.images().toArray());
      assertSame(batch, new CutMix(0).transform(batch, Streams.random(1)));
    }
  }

  @Test
  void theBoxHasItsMeanArea() {
    // α = 1 on a large image: side √u, u ~ U(0,1), around a uniform point. An axis of length 1 is
    // covered by s(1 − s/4) on average, so that E[area] = E[u(1 − √u/4)²] = 1/2 − 1/5 + 1/48
    double sum = 0;
    var random = Streams.random(7);
    for (int k = 0; k < 2000; k++) {
      try (Scope scope = Scope.open()) {
        Batch two =
            new Batch(Tensor.zeros(2, 1, 200, 200), Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));
        sum += new CutMix(1).transform(two, random).targets().toArray()[1];
      }
    }
    // half the permutations leave images where they are; an area's deviation is below .3
    double expected = (0.5 - 0.2 + 1.0 / 48) / 2;
    assertEquals(expected, sum / 2000, 5 * 0.3 / Math.sqrt(2000));
  }
}
