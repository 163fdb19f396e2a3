package io.ridgeline.regularize.weight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.Steps;
import io.ridgeline.regularize.WeightTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class WeightTransformTest {
  private static Weight kernel(Weights weights) {
    return weights.kernels().get(0);
  }

  private static Tensor tensor(JsonNode node) {
    return Tensor.of(Fixture.floats(node), 3, 2, 2, 2);
  }

  /** The gradient of Σ used · towards with respect to the only kernel. */
  private static float[] gradient(Weights w, Tensor used, JsonNode towards) {
    w.clearGradients();
    used.times(tensor(towards)).sum().backward();
    return OneKernel.gradient(w);
  }

  @Test
  void weightStandardizationIsBatchNormalizationOfFilters() {
    JsonNode f = Fixture.read("regularize/weights.json").get("weightStandardization");
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.shaped(Fixture.floats(f.get("kernel")), 3, 2, 2, 2);
      WeightTransform.Run run = new WeightStandardization().begin(w);
      Tensor used = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      assertArrayEquals(Fixture.floats(f.get("used")), used.toArray(), 1e-5f);
      float[] gradient = gradient(w, used, f.get("towards"));
      assertArrayEquals(Fixture.floats(f.get("gradient")), gradient, 1e-5f);
      Tensor predicting = run.predict(kernel(w), kernel(w).tensor());
      assertArrayEquals(used.toArray(), predicting.toArray());
    }
  }

  @Test
  void weightStandardizationLeavesLinearLayers() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(1, 2, 3, 4);
      Tensor values = kernel(w).tensor();
      WeightTransform.Run run = new WeightStandardization().begin(w);
      assertSame(values, run.use(kernel(w), values, Steps.first(0)));
      assertSame(values, run.predict(kernel(w), values));
    }
  }

  @Test
  void weightStandardizationLeavesFiltersOfOneWeight() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.shaped(new float[] {2, 3}, 2, 1, 1, 1);
      Tensor values = kernel(w).tensor();
      WeightTransform.Run run = new WeightStandardization().begin(w);
      assertSame(values, run.use(kernel(w), values, Steps.first(0)));
      assertSame(values, run.predict(kernel(w), values));
    }
  }

  @Test
  void spectralNormIsPyTorchsPassForPass() {
    JsonNode f = Fixture.read("regularize/weights.json").get("spectralNorm");
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.shaped(Fixture.floats(f.get("start")), 3, 2, 2, 2);
      WeightTransform.Run run = new SpectralNorm().begin(w);
      try (Gradients off = Gradients.off()) {
        kernel(w).tensor().copyInPlace(tensor(f.get("kernel")));
      }
      float[] evaluation = Fixture.floats(f.get("evaluation"));
      for (JsonNode pass : f.get("passes")) {
        Tensor used = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
        assertArrayEquals(Fixture.floats(pass.get("used")), used.toArray(), 1e-5f);
        float[] gradient = gradient(w, used, f.get("towards"));
        assertArrayEquals(Fixture.floats(pass.get("gradient")), gradient, 1e-5f);
        // by its exact singular value, and without moving what the next pass begins from
        Tensor predicting = run.predict(kernel(w), kernel(w).tensor());
        assertArrayEquals(evaluation, predicting.toArray(), 1e-4f);
      }
    }
  }

  @Test
  void spectralNormFindsTheLargestSingularValue() {
    try (Scope scope = Scope.open()) {
      Tensor other = new Generator(2).normal(16, 4, 3, 3);
      Weights w = OneKernel.shaped(new Generator(1).normal(16 * 36).toArray(), 16, 4, 3, 3);
      WeightTransform.Run run = new SpectralNorm().begin(w);
      // of values that were never used, as an average's
      assertEquals(1, largest(run.predict(kernel(w), other)), 1e-3);
      // begun exactly
      assertEquals(1, largest(run.predict(kernel(w), kernel(w).tensor())), 1e-5);
      for (int i = 0; i < 50; i++) {
        run.use(kernel(w), other, Steps.first(0));
      }
      assertEquals(1, largest(run.predict(kernel(w), other)), 1e-3);
    }
  }

  private static double largest(Tensor kernel) {
    return Functions.singularValues(kernel.flatten()).values().toArray()[0];
  }

  @Test
  void spectralNormLetsTwoPassesShareOneDifferentiation() {
    // diag(2, 1): W/σ has a first diagonal value of 1 however large it is
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(2, 0, 0, 1);
      WeightTransform.Run run = new SpectralNorm().begin(w);
      Tensor first = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      Tensor second = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      first.plus(second).sum().backward();
      // each pass: 1/σ off the first value, and there 1/σ − Σw/σ² = 1/2 − 3/4
      assertArrayEquals(new float[] {-0.5f, 1, 1, 1}, OneKernel.gradient(w), 1e-6f);
    }
  }

  @Test
  void spectralNormLeavesAKernelOfZeros() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(0, 0, 0, 0);
      WeightTransform.Run run = new SpectralNorm().begin(w);
      Tensor used = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      assertArrayEquals(new float[4], used.toArray());
      // and finds it again once it is not: diag(3, 0)
      try (Gradients off = Gradients.off()) {
        kernel(w).tensor().copyInPlace(Tensor.of(new float[] {3, 0, 0, 0}, 2, 2));
      }
      run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      used = run.use(kernel(w), kernel(w).tensor(), Steps.first(0));
      assertArrayEquals(new float[] {1, 0, 0, 0}, used.toArray(), 1e-6f);
    }
  }

  @Test
  void dropConnectKeepsAShareAndTheMean() {
    int n = 100_000;
    try (Scope scope = Scope.open()) {
      float[] ones = Tensor.ones(n).toArray();
      Weights w = OneKernel.shaped(ones, 10, n / 10);
      WeightTransform.Run run = new DropConnect(0.25).begin(w);
      StepContext step = Steps.first(3);
      Tensor used = run.use(kernel(w), kernel(w).tensor(), step);
      float[] values = used.toArray();
      int zeros = 0;
      for (float v : values) {
        zeros += v == 0 ? 1 : 0;
        assertTrue(v == 0 || Math.abs(v - 4f / 3) < 1e-6, "1/(1−p)");
      }
      // standard deviation of the share √(.25 · .75 / n) = .0014
      assertEquals(0.25, (double) zeros / n, 0.007);
      used.sum().backward();
      assertArrayEquals(values, OneKernel.gradient(w), "the mask is the gradient");
      Tensor again = run.use(kernel(w), kernel(w).tensor(), step);
      assertTrue(again.minus(used).abs().sum().item() > 0, "each use draws anew");
      assertSame(kernel(w).tensor(), run.predict(kernel(w), kernel(w).tensor()));
    }
  }

  @Test
  void weightNoiseHasItsDeviationAndNoMean() {
    int n = 100_000;
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.shaped(Tensor.ones(n).times(5).toArray(), 10, n / 10);
      WeightTransform.Run run = new WeightNoise(0.2).begin(w);
      Tensor used = run.use(kernel(w), kernel(w).tensor(), Steps.first(3));
      Tensor noise = used.detach().plus(-5);
      // standard errors: .2/√n = .0006 of the mean, .2/√(2n) = .00045 of the deviation
      assertEquals(0, noise.mean().item(), 0.003);
      assertEquals(0.2, noise.norm().item() / Math.sqrt(n), 0.0025);
      used.sum().backward();
      assertEquals(1, OneKernel.gradient(w)[0], "passes through");
      assertSame(kernel(w).tensor(), run.predict(kernel(w), kernel(w).tensor()));
    }
  }
}
