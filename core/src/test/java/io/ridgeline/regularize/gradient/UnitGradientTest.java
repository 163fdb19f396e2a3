package io.ridgeline.regularize.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of the gradient unit by unit, by hand. */
@ExtendWith(NoLeaks.class)
class UnitGradientTest {
  /** A convolution of 2 units with 4 weights each, a bias, and a last layer of 1 unit. */
  private static Weights of(float[] values, float[] gradients) {
    Weights weights = new Weights();
    Initializer zero = Initializer.constant(0);
    weights.declare("conv", Weight.Role.KERNEL, zero, 2, 1, 2, 2);
    weights.declare("bias", Weight.Role.BIAS, zero, 2);
    weights.declare("last", Weight.Role.KERNEL, zero, 1, 2);
    weights.initialize(new Generator(0));
    weights.flatKernels().values().copyInPlace(Tensor.of(values, 10));
    weights.flatKernels().gradient().copyInPlace(Tensor.of(gradients, 10));
    weights.trained().get(1).gradient().fillInPlace(7);
    return weights;
  }

  private static float[] gradients(Weights weights) {
    assertArrayEquals(new float[] {7, 7}, weights.trained().get(1).gradient().toArray());
    return weights.flatKernels().gradient().toArray();
  }

  @Test
  void centralizationTakesTheMeanOfEachUnit() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = of(new float[10], new float[] {1, 2, 3, 6, -1, -1, -1, 3, 5, 1});
      assertTrue(new GradientCentralization().transform(w, w.gradientNorm(), Steps.first(1)));
      assertArrayEquals(new float[] {-2, -1, 0, 3, -1, -1, -1, 3, 2, -2}, gradients(w), 1e-6f);
    }
  }

  @Test
  void centralizationLeavesUnitsOfOneWeight() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = new Weights();
      w.declare("kernel", Weight.Role.KERNEL, Initializer.constant(0), 2, 1);
      w.initialize(new Generator(0));
      w.flatKernels().gradient().copyInPlace(Tensor.of(new float[] {2, 3}, 2));
      assertFalse(new GradientCentralization().transform(w, w.gradientNorm(), Steps.first(1)));
      assertArrayEquals(new float[] {2, 3}, w.flatKernels().gradient().toArray());
    }
  }

  @Test
  void clippingComparesEachUnitWithItsWeights() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // norms of the weights: 5 and 0; of the gradients: 1 and .002; the last layer's is far above
      float[] values = {3, 0, 4, 0, 0, 0, 0, 0, 1, 0};
      float[] given = {0.6f, 0, 0, 0.8f, 0, 0.002f, 0, 0, 100, 100};
      Weights w = of(values, given);
      assertTrue(new AdaptiveClipping(0.1).transform(w, w.gradientNorm(), Steps.first(1)));
      // .1 · 5 = .5 of 1; .1 · .001 of .002
      assertArrayEquals(
          new float[] {0.3f, 0, 0, 0.4f, 0, 1e-4f, 0, 0, 100, 100}, gradients(w), 1e-8f);
      assertFalse(new AdaptiveClipping(0.1001).transform(w, w.gradientNorm(), Steps.first(1)));
      assertFalse(new AdaptiveClipping(1e9).transform(w, w.gradientNorm(), Steps.first(1)));
    }
  }

  @Test
  void clippingLeavesAUnitWithoutGradientAlone() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = of(new float[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0}, new float[10]);
      assertFalse(new AdaptiveClipping(0.1).transform(w, 0, Steps.first(1)));
      assertArrayEquals(new float[10], gradients(w));
    }
  }

  @Test
  void theSmallestLimitLeavesNothing() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = of(new float[10], new float[] {0, 0, 0, 0, 0, 2, 0, 0, 0, 0});
      assertTrue(
          new AdaptiveClipping(Double.MIN_VALUE).transform(w, w.gradientNorm(), Steps.first(1)));
      assertArrayEquals(new float[10], gradients(w));
    }
  }

  @Test
  void noiseFallsWithTheSteps() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      int n = 100_000;
      Weights w = new Weights();
      w.declare("kernel", Weight.Role.KERNEL, Initializer.constant(0), n, 1);
      w.declare("bias", Weight.Role.BIAS, Initializer.constant(0), n);
      w.initialize(new Generator(0));
      // variance .04 at first; .04 / 16^.5 = .01 in the sixteenth step
      for (int step : new int[] {0, 15}) {
        double variance = step == 0 ? 0.04 : 0.01;
        w.trained().forEach(b -> b.gradient().fillInPlace(3));
        assertTrue(new GradientNoise(0.04, 0.5).transform(w, 0, Steps.at(step, 100, 1)));
        for (Weights.Buffer b : w.trained()) {
          Tensor noise = b.gradient().plus(-3);
          assertEquals(0, noise.mean().item(), 5 * Math.sqrt(variance / n));
          assertEquals(variance, noise.square().mean().item(), 5 * variance * Math.sqrt(2.0 / n));
        }
      }
    }
  }
}
