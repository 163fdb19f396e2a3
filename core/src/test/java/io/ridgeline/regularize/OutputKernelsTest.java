package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.model.Fcos;
import io.ridgeline.regularize.gradient.AdaptiveClipping;
import io.ridgeline.regularize.penalty.L2Sp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Methods that treat output layers in a way of their own, on a model with three of them. */
@ExtendWith(NoLeaks.class)
class OutputKernelsTest {
  private static Weights weights() {
    Weights weights =
        new Fcos(2, List.of(1, 1, 1, 1), 8).build(new Shape(1, 32, 32), 2 + 8).weights();
    weights.initialize(new Generator(1));
    return weights;
  }

  /** Gradients of 1 are far above the limit, which those of outputs do not have. */
  @Test
  void adaptiveClippingLeavesThemAlone() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights weights = weights();
      List<Weight> outputs = weights.outputKernels();
      assertEquals(3, outputs.size());
      weights.kernels().forEach(k -> k.gradient().fillInPlace(1));
      new AdaptiveClipping(0.01).transform(weights, 1, Steps.first(1));
      for (Weight kernel : weights.kernels()) {
        double largest = kernel.gradient().highest(0).reshape(-1).highest(0).item();
        if (outputs.contains(kernel)) {
          assertEquals(1, largest, kernel.name());
        } else {
          assertTrue(largest < 1, kernel.name());
        }
      }
    }
  }

  /** At the start only outputs are away from where they are pulled to: β/2 Σ w². */
  @Test
  void l2SpPullsThemToZero() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights weights = weights();
      double squares = 0;
      for (Weight kernel : weights.outputKernels()) {
        for (float w : kernel.tensor().toArray()) {
          squares += (double) w * w;
        }
      }
      double penalty = new L2Sp(0.5, 0.2).begin(weights).penalty(weights).item();
      assertEquals(0.1 * squares, penalty, 1e-6 * squares);
    }
  }
}
