package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class WeightsTest {
  private static Weights two() {
    Weights weights = new Weights();
    weights.declare("a", Weight.Role.KERNEL, Initializer.constant(2), 1, 2);
    weights.declare("b", Weight.Role.BIAS, Initializer.constant(3), 1);
    weights.declare("m", Weight.Role.STATISTIC, Initializer.constant(1), 1);
    weights.initialize(new Generator(1));
    return weights;
  }

  @Test
  void gradientsOfTheViewsGatherInTheFlatBuffer() {
    try (Scope scope = Scope.open()) {
      Weights w = two();
      Tensor x = Tensor.of(new float[] {5, 7}, 1, 2);
      // y = 2·5 + 2·7 + 3; dy/da = (5, 7), dy/db = 1; twice
      for (int i = 0; i < 2; i++) {
        Functions.linear(x, w.all().get(0).tensor(), w.all().get(1).tensor()).sum().backward();
      }
      assertArrayEquals(new float[] {10, 14}, w.flatKernels().gradient().toArray());
      assertArrayEquals(new float[] {2}, w.trained().get(1).gradient().toArray());
      assertEquals(Math.sqrt(100 + 196 + 4), w.gradientNorm(), 1e-5);
      w.clearGradients();
      assertEquals(0, w.gradientNorm());
    }
  }

  @Test
  void aSnapshotRestoresEverything() {
    try (Scope scope = Scope.open()) {
      Weights w = two();
      var before = w.snapshot();
      w.state().forEach(t -> t.fillInPlace(9));
      w.restore(before);
      assertArrayEquals(new float[] {2, 2}, w.toArrays().get("a"));
      assertArrayEquals(new float[] {1}, w.toArrays().get("m"));
    }
  }

  @Test
  void loadingNamesWhatDoesNotFit() {
    try (Scope scope = Scope.open()) {
      Weights w = two();
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> w.load(Map.of("a", new float[] {1, 2})));
      assertTrue(String.valueOf(e.getMessage()).contains("[a, b, m]"), e.getMessage());
    }
  }

  @Test
  void kaimingHasTheVarianceThatThePaperAsksFor() {
    try (Scope scope = Scope.open()) {
      Weights w = new Weights();
      w.declare("k", Weight.Role.KERNEL, Initializer.kaiming(), 64, 32, 3, 3);
      w.initialize(new Generator(1));
      double variance = w.flatKernels().values().square().mean().item();
      assertEquals(2.0 / (64 * 9), variance, 2.0 / (64 * 9) * 0.03);
    }
  }
}
