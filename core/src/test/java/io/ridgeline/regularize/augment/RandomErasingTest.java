package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class RandomErasingTest {
  private static final int N = 1000;
  private static final int SIDE = 40;

  @ParameterizedTest
  @ValueSource(strings = {"mean", "noise"})
  void erasesWholeBoxesAsOftenAsItSays(String fill) {
    try (Scope scope = Scope.open()) {
      Batch batch = new Batch(Tensor.ones(N, 1, SIDE, SIDE).times(9), Tensor.zeros(N, 2));
      Tensor out = new RandomErasing(0.4, fill).transform(batch, Streams.random(1)).images();
      float[] x = out.toArray();
      int erased = 0;
      double filled = 0;
      double squares = 0;
      for (int i = 0; i < N; i++) {
        int area = 0;
        int top = SIDE;
        int bottom = -1;
        int left = SIDE;
        int right = -1;
        for (int k = 0; k < SIDE * SIDE; k++) {
          float v = x[i * SIDE * SIDE + k];
          if (v != 9) {
            area++;
            squares += v * v;
            top = Math.min(top, k / SIDE);
            bottom = Math.max(bottom, k / SIDE);
            left = Math.min(left, k % SIDE);
            right = Math.max(right, k % SIDE);
          }
        }
        if (area > 0) {
          erased++;
          filled += area;
          assertEquals((bottom - top + 1) * (right - left + 1), area);
          double aspect = (bottom - top + 1.0) / (right - left + 1);
          // both sides are rounded to whole pixels
          assertTrue(aspect > 0.3 * 0.8 && aspect < 3.3 * 1.2, "aspect " + aspect);
          assertTrue(area > 0.015 * SIDE * SIDE && area < 0.345 * SIDE * SIDE, "area " + area);
        }
      }
      // no draw fits ten times in a row next to never
      assertEquals(0.4 * N, erased, 5 * Math.sqrt(N * 0.24));
      assertEquals(fill.equals("mean") ? 0 : 1, squares / filled, 0.02);
      assertEquals(9, batch.images().mean().item(), 1e-6);
    }
  }
}
