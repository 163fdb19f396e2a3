package io.ridgeline.regularize.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LabelSmoothingTest {
  @Test
  void movesTheShareEvenlyOntoAllClasses() {
    try (Scope scope = Scope.open()) {
      // .7 + .3/3 and .3/3
      assertArrayEquals(
          new float[] {0.8f, 0.1f, 0.1f},
          new LabelSmoothing(0.3).transform(Tensor.of(new float[] {1, 0, 0}, 1, 3)).toArray(),
          1e-6f);
    }
  }
}
