package io.ridgeline.regularize.activity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.ActivationPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values and gradients by hand. */
@ExtendWith(NoLeaks.class)
class ActivationPenaltyTest {
  private static void check(ActivationPenalty penalty, double value, float... gradient) {
    try (Scope scope = Scope.open()) {
      Tensor activations = Tensor.of(new float[] {1, -2, 0, 0.5f}, 2, 2).variable();
      Tensor found = penalty.penalty(activations);
      assertEquals(value, found.item(), 1e-7);
      assertArrayEquals(gradient, found.gradient(activations, false).toArray(), 1e-7f);
      // the mean over a batch twice as large is the same
      Tensor twice = Tensor.join(0, activations, activations);
      assertEquals(value, penalty.penalty(twice).item(), 1e-7);
      assertEquals(value, penalty.penalty(activations.reshape(1, 2, 2, 1)).item(), 1e-7);
    }
  }

  @Test
  void l1() {
    // .4 · (1 + 2 + 0 + .5)/4; .4 · sign/4
    check(new ActivityL1(0.4, "all"), 0.35, 0.1f, -0.1f, 0, 0.1f);
  }

  @Test
  void l2() {
    // .4 · (1 + 4 + 0 + .25)/4; .4 · 2a/4
    check(new ActivityL2(0.4, "all"), 0.525, 0.2f, -0.4f, 0, 0.1f);
  }

  @Test
  void eachActsAtItsSites() {
    Site block = new Site("b", Site.Kind.BLOCK, 0.5);
    Site head = new Site("head", Site.Kind.HEAD, 1);
    assertTrue(new ActivityL1(1, "all").actsAt(block) && new ActivityL1(1, "all").actsAt(head));
    assertTrue(new ActivityL2(1, "head").actsAt(head));
    assertFalse(new ActivityL2(1, "head").actsAt(block));
    assertFalse(new ActivityL1(1, "all").actsAt(new Site("input", Site.Kind.INPUT, 0)));
    assertFalse(new ActivityL2(1, "all").actsAt(new Site("b.branch", Site.Kind.BRANCH, 0.5)));
  }
}
