package io.ridgeline.regularize.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two units of two weights each, projected by hand. */
@ExtendWith(NoLeaks.class)
class ProjectionTest {
  private static void changes(Projection method, float[] before, float... after) {
    check(method, true, before, after);
  }

  private static void leaves(Projection method, float... kernel) {
    check(method, false, kernel, kernel);
  }

  private static void check(Projection method, boolean changed, float[] before, float... after) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(before);
      assertEquals(changed, method.project(w));
      assertArrayEquals(after, OneKernel.kernel(w), 1e-6f);
      assertArrayEquals(new float[] {1, 1, 0, 0}, OneKernel.bias(w), "biases are left alone");
    }
  }

  @Test
  void unitNormLeavesDirections() {
    // norms 5 and .1
    changes(new UnitNorm(), new float[] {3, -4, 0.06f, 0.08f}, 0.6f, -0.8f, 0.6f, 0.8f);
    leaves(new UnitNorm(), 0, -1, 1, 0);
  }

  @Test
  void aUnitThatIsZeroStaysAsItIs() {
    changes(new UnitNorm(), new float[] {0, 0, 3, 4}, 0, 0, 0.6f, 0.8f);
    changes(new MinMaxNorm(1e9, 1e9, 1), new float[] {0, 0, 1, 0}, 0, 0, 1e9f, 0);
  }

  @Test
  void minMaxNormPutsBothLimits() {
    // norms 5 and .5 into [1, 2]
    changes(new MinMaxNorm(1, 2, 1), new float[] {3, -4, 0.3f, 0.4f}, 1.2f, -1.6f, 0.6f, 0.8f);
    leaves(new MinMaxNorm(1, 2, 1), 1, 1, 0, 1.5f);
  }

  @Test
  void minMaxNormGoesAShareOfTheWay() {
    // norms 5 → .25 · 2 + .75 · 5 = 4.25 and .5 → .25 · 1 + .75 · .5 = .625
    changes(
        new MinMaxNorm(1, 2, 0.25), new float[] {3, -4, 0.3f, 0.4f}, 2.55f, -3.4f, 0.375f, 0.5f);
  }

  @Test
  void minMaxNormRefusesLimitsInTheWrongOrder() {
    String message =
        String.valueOf(
            assertThrows(StudyFileException.class, () -> new MinMaxNorm(2, 1, 1)).getMessage());
    assertTrue(message.contains("min-max-norm.min") && message.contains("min-max-norm.max"));
    assertFalse(new MinMaxNorm(1, 1, 1).isOff());
  }

  @Test
  void nonNegativeCutsAtZero() {
    changes(new NonNegative(), new float[] {1, -2, 0, -1e-9f}, 1, 0, 0, 0);
    leaves(new NonNegative(), 1, 0, 0, 3);
  }
}
