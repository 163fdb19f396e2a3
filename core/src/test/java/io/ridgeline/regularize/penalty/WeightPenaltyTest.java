package io.ridgeline.regularize.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.WeightPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values and gradients by hand, and the closed form against automatic differentiation. */
@ExtendWith(NoLeaks.class)
class WeightPenaltyTest {
  private static final float[] KERNEL = {1, -2, 0, 0.5f};

  private static void check(WeightPenalty penalty, double value, float... gradient) {
    try (Scope scope = Scope.open()) {
      Weights closed = OneKernel.of(KERNEL);
      assertEquals(value, penalty.penalty(closed).item(), 1e-6);
      try (Gradients off = Gradients.off()) {
        penalty.addGradient(closed);
      }
      assertArrayEquals(gradient, OneKernel.gradient(closed), 1e-6f);
      Weights automatic = OneKernel.of(KERNEL);
      penalty.penalty(automatic).backward();
      assertArrayEquals(OneKernel.gradient(automatic), OneKernel.gradient(closed), 1e-7f);
      assertArrayEquals(new float[] {1, 1, 0, 0}, OneKernel.bias(closed), "biases are left alone");
    }
  }

  @Test
  void l1() {
    // .1 · (1 + 2 + 0 + .5); .1 · sign
    check(new L1(0.1), 0.35, 0.1f, -0.1f, 0, 0.1f);
  }

  @Test
  void l2() {
    // .1 · (1 + 4 + 0 + .25); 2 · .1 · w
    check(new L2(0.1), 0.525, 0.2f, -0.4f, 0, 0.1f);
  }

  @Test
  void elasticNet() {
    // .1 · (.75/2 · 5.25 + .25 · 3.5); .1 · (.75 w + .25 sign)
    check(new ElasticNet(0.1, 0.25), 0.284375, 0.1f, -0.175f, 0, 0.0625f);
  }

  @Test
  void elasticNetHasL1AndHalfOfL2AsItsLimits() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(KERNEL);
      assertEquals(new L1(0.3).penalty(w).item(), new ElasticNet(0.3, 1).penalty(w).item(), 1e-7);
      assertEquals(
          new L2(0.3).penalty(w).item() / 2, new ElasticNet(0.3, 0).penalty(w).item(), 1e-7);
    }
  }
}
