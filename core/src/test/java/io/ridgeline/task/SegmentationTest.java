package io.ridgeline.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SegmentationTest {
  @Test
  void aMaskBecomesAMapAClass() {
    try (Scope scope = Scope.open()) {
      // two images of one row of two
      Tensor maps = new Segmentation(3).encode(new byte[] {0, 2, 1, 1}, new Shape(1, 1, 2));
      assertArrayEquals(new long[] {2, 3, 1, 2}, maps.shape());
      assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0}, maps.toArray());
      Tensor deep = new Segmentation(2).encode(new byte[] {0, 1}, new Shape(1, 2, 1, 1));
      assertArrayEquals(new long[] {1, 2, 2, 1, 1}, deep.shape());
      assertArrayEquals(new float[] {1, 0, 0, 1}, deep.toArray());
    }
  }

  @Test
  void theMostProbableClassIsDrawnAndOfEqualsTheFirst() {
    float[][] planes = {
      {0.5f, 0.2f, 0.3f, Float.NaN}, {0.5f, 0.4f, 0.3f, Float.NaN}, {0, 0.4f, 0.4f, Float.NaN}
    };
    assertArrayEquals(new byte[] {0, 1, 2, 0}, new Segmentation(3).decide(planes));
  }
}
