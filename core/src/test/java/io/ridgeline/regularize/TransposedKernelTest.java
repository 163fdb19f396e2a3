package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.gradient.AdaptiveClipping;
import io.ridgeline.regularize.gradient.GradientCentralization;
import io.ridgeline.regularize.penalty.NuclearNorm;
import io.ridgeline.regularize.penalty.Orthogonality;
import io.ridgeline.regularize.penalty.SpectralPenalty;
import io.ridgeline.regularize.projection.MaxNorm;
import io.ridgeline.regularize.projection.MinMaxNorm;
import io.ridgeline.regularize.projection.UnitNorm;
import io.ridgeline.regularize.step.GroupLasso;
import io.ridgeline.regularize.step.SparseGroupLasso;
import io.ridgeline.regularize.weight.SpectralNorm;
import io.ridgeline.regularize.weight.WeightStandardization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Methods that act unit by unit on the kernel of a transposed convolution, whose output units come
 * second: by hand, and against the same units in a kernel that has them first.
 */
@ExtendWith(NoLeaks.class)
class TransposedKernelTest {
  /** Two inputs, two output units, blocks of 1×2: unit 0 is (3, 0, 0, 4), unit 1 (0, 1, 0, 0). */
  private static final float[] VALUES = {3, 0, 0, 1, 0, 4, 0, 0};

  private static Weights transposed(float... values) {
    Weights weights = new Weights();
    weights.declareTransposed("up", Initializer.constant(0), 2, 2, 1, 2);
    weights.declare("last", Weight.Role.KERNEL, Initializer.constant(0), 1, 1);
    weights.initialize(new Generator(0));
    set(weights.kernels().get(0).tensor(), values);
    return weights;
  }

  private static void set(Tensor tensor, float... values) {
    try (Gradients off = Gradients.off()) {
      tensor.copyInPlace(Tensor.of(values, tensor.shape()));
    }
  }

  private static void check(Weights weights, double... expected) {
    check(weights.kernels().get(0).tensor(), expected);
  }

  private static void check(Tensor actual, double... expected) {
    float[] floats = new float[expected.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) expected[i];
    }
    assertArrayEquals(floats, actual.toArray(), 1e-5f);
  }

  @Test
  void theMatrixHasARowForEachOutputUnit() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weight up = transposed(VALUES).kernels().get(0);
      assertEquals(2, up.units());
      check(up.matrix(up.tensor()), 3, 0, 0, 4, 0, 1, 0, 0);
      check(up.fromMatrix(up.matrix(up.tensor())), VALUES[0], 0, 0, 1, 0, 4, 0, 0);
      Tensor each = up.fromMatrix(Tensor.of(new float[] {7, 9}, 2, 1));
      assertArrayEquals(new long[] {1, 2, 1, 1}, each.shape());
    }
  }

  @Test
  void outputUnitsAreTheChannelsThatComeOut() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // the second unit's weights are the only ones from which the second channel is made
      Tensor y =
          Functions.transposedConvolution(
              Tensor.of(new float[] {1, 10, 100, 1000}, 1, 2, 1, 2),
              transposed(VALUES).kernels().get(0).tensor(),
              Tensor.of(new float[] {0, 0.5f}, 2));
      assertArrayEquals(new long[] {1, 2, 1, 4}, y.shape());
      // channel 0: 3x at even places from input 0, 4x at odd ones from input 1
      check(y, 3, 400, 30, 4000, 0.5, 1.5, 0.5, 10.5);
    }
  }

  @Test
  void projectionsScaleOutputUnits() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // norms 5 and 1
      Weights w = transposed(VALUES);
      assertTrue(new MaxNorm(2).project(w));
      check(w, 1.2, 0, 0, 1, 0, 1.6, 0, 0);
      w = transposed(VALUES);
      assertTrue(new UnitNorm().project(w));
      check(w, 0.6, 0, 0, 1, 0, 0.8, 0, 0);
      w = transposed(VALUES);
      assertTrue(new MinMaxNorm(2, 4, 1).project(w));
      check(w, 2.4, 0, 0, 2, 0, 3.2, 0, 0);
    }
  }

  @Test
  void groupLassoShortensOutputUnits() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // .5 · 1 · √4 = 1 from norms 5 and 1
      Weights w = transposed(VALUES);
      new GroupLasso(1).after(w, 0.5);
      check(w, 2.4, 0, 0, 0, 0, 3.2, 0, 0);
      // threshold .25 first: (2.75, 3.75) and .75; then .5 · .5 · √4 = .5 from norms 4.650… and .75
      w = transposed(VALUES);
      new SparseGroupLasso(1, 0.5).after(w, 0.5);
      double left = 1 - 0.5 / Math.hypot(2.75, 3.75);
      check(w, 2.75 * left, 0, 0, 0.25, 0, 3.75 * left, 0, 0);
    }
  }

  @Test
  void gradientsAreCentredAndClippedByOutputUnit() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = transposed(VALUES);
      Tensor gradient = w.kernels().get(0).gradient();
      // unit 0 has 1, 2, 3, 6 with mean 3; unit 1 has 5, 5, 5, −7 with mean 2
      set(gradient, 1, 2, 5, 5, 3, 6, 5, -7);
      assertTrue(new GradientCentralization().transform(w, 1, Steps.first(0)));
      check(gradient, -2, -1, 3, 3, 0, 3, 3, -9);
      // gradients of norm 1 on weights of norms 5 and 1, of which a tenth is allowed
      set(gradient, 0.6f, 0, 0, 1, 0, 0.8f, 0, 0);
      assertTrue(new AdaptiveClipping(0.1).transform(w, 1, Steps.first(0)));
      check(gradient, 0.3, 0, 0, 0.1, 0, 0.4, 0, 0);
    }
  }

  @Test
  void weightStandardizationIsOfOutputUnits() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // unit 0 is (1, 3, 1, 3): mean 2, variance 1; unit 1 is (0, 0, 4, 4): mean 2, variance 4
      Weights w = transposed(1, 3, 0, 0, 1, 3, 4, 4);
      Weight up = w.kernels().get(0);
      Tensor used = new WeightStandardization().begin(w).use(up, up.tensor(), Steps.first(0));
      check(used, -1, 1, -1, -1, -1, 1, 1, 1);
    }
  }

  @Test
  void singularValuesAreThoseOfTheMatrixOfOutputUnits() {
    try (Scope scope = Scope.open()) {
      // rows (3, 0, 0, 4) and (0, 1, 0, 0) are orthogonal: singular values 5 and 1
      Weights w = transposed(VALUES);
      Weight up = w.kernels().get(0);
      assertEquals(5, PowerIteration.of(up).advance(up.tensor()), 1e-5);
      Tensor used = new SpectralNorm().begin(w).use(up, up.tensor(), Steps.first(0)).detach();
      check(used, 0.6, 0, 0, 0.2, 0, 0.8, 0, 0);
      // Σσ = 6; its gradient UVᵀ has the rows divided by their norms
      penalty(new NuclearNorm(0.1, 1), 0.6, 0.06, 0, 0, 0.1, 0, 0.08, 0, 0);
      // σ² = 25; 2σuvᵀ = 2 · the first row
      penalty(new SpectralPenalty(0.1), 2.5, 0.6, 0, 0, 0, 0, 0.8, 0, 0);
      // WWᵀ − I = diag(24, 0); 4 · 24 · the first row
      penalty(new Orthogonality(0.1), 57.6, 28.8, 0, 0, 0, 0, 38.4, 0, 0);
    }
  }

  /** Value, gradient in closed form, and the same by differentiation. */
  private static void penalty(WeightPenalty method, double value, double... gradient) {
    Weights w = onlyTransposed();
    WeightPenalty.Run run = method.begin(w);
    assertEquals(value, run.penalty(w).item(), 1e-4);
    try (Gradients off = Gradients.off()) {
      run.addGradient(w, Steps.first(0));
    }
    check(w.kernels().get(0).gradient(), gradient);
    w.clearGradients();
    run.penalty(w).backward();
    check(w.kernels().get(0).gradient(), gradient);
  }

  private static Weights onlyTransposed() {
    Weights weights = new Weights();
    weights.declareTransposed("up", Initializer.constant(0), 2, 2, 1, 2);
    weights.initialize(new Generator(0));
    set(weights.kernels().get(0).tensor(), VALUES);
    return weights;
  }

  @Test
  void orthogonalityOfMoreUnitsThanWeightsTurnsTheMatrix() {
    try (Scope scope = Scope.open()) {
      // one input, three output units of one weight each: W = (1, 2, 2)ᵀ, WᵀW − 1 = 8
      Weights w = new Weights();
      w.declareTransposed("up", Initializer.constant(0), 1, 3, 1, 1);
      w.initialize(new Generator(0));
      set(w.kernels().get(0).tensor(), 1, 2, 2);
      Orthogonality method = new Orthogonality(0.5);
      assertEquals(32, method.penalty(w).item(), 1e-5);
      try (Gradients off = Gradients.off()) {
        method.addGradient(w, Steps.first(0));
      }
      // 4 · .5 · 8 · W
      check(w.kernels().get(0).gradient(), 16, 32, 32);
    }
  }
}
