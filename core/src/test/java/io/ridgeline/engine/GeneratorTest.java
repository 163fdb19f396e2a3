package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class GeneratorTest {
  @Test
  void drawsWhatPyTorchDrawsForTheSameSeed() {
    try (Scope scope = Scope.open()) {
      // torch.manual_seed(7); torch.rand(3)
      assertArrayEquals(
          new float[] {0.5349f, 0.1988f, 0.6592f}, new Generator(7).uniform(3).toArray(), 5e-5f);
    }
  }

  @Test
  void bothHalvesOfASeedCount() {
    try (Scope scope = Scope.open()) {
      float[] low = new Generator(5).uniform(4).toArray();
      float[] high = new Generator(5 + (1L << 32)).uniform(4).toArray();
      assertFalse(Arrays.equals(low, high));
    }
  }

  @Test
  void twoStreamsDoNotDisturbEachOther() {
    try (Scope scope = Scope.open()) {
      Generator alone = new Generator(3);
      float[] first = alone.normal(4).toArray();
      float[] second = alone.normal(4).toArray();
      Generator a = new Generator(3);
      Generator b = new Generator(4);
      assertArrayEquals(first, a.normal(4).toArray());
      b.normal(10);
      assertArrayEquals(second, a.normal(4).toArray());
    }
  }
}
