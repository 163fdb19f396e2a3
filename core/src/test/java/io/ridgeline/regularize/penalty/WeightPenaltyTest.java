package io.ridgeline.regularize.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.Steps;
import io.ridgeline.regularize.WeightPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values and gradients by hand, and the closed form against automatic differentiation. */
@ExtendWith(NoLeaks.class)
class WeightPenaltyTest {
  private static final float[] KERNEL = {1, -2, 0, 0.5f};
  private static final long[] CONVOLUTION = {3, 2, 2, 2};
  private static final long[] MATRIX = {7, 4};

  private static void check(WeightPenalty.Stateless penalty, double value, float... gradient) {
    try (Scope scope = Scope.open()) {
      Weights closed = OneKernel.of(KERNEL);
      assertEquals(value, penalty.penalty(closed).item(), 1e-6);
      try (Gradients off = Gradients.off()) {
        penalty.addGradient(closed, Steps.first(0));
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

  /** On a convolution and on a matrix with more rows than columns. */
  private static void isTheReference(String name, WeightPenalty penalty) {
    for (JsonNode f : Fixture.read("regularize/weights.json").get(name)) {
      float[] kernel = Fixture.floats(f.get("kernel"));
      boolean convolution = f.get("kernel").size() == 3;
      try (Scope scope = Scope.open()) {
        Weights closed = OneKernel.shaped(kernel, convolution ? CONVOLUTION : MATRIX);
        WeightPenalty.Run run = penalty.begin(closed);
        assertEquals(f.get("value").asDouble(), run.penalty(closed).item(), 1e-4);
        try (Gradients off = Gradients.off()) {
          run.addGradient(closed, Steps.first(0));
        }
        float[] gradient = OneKernel.gradient(closed);
        assertArrayEquals(Fixture.floats(f.get("gradient")), gradient, 1e-4f);
        closed.clearGradients();
        run.penalty(closed).backward();
        assertArrayEquals(OneKernel.gradient(closed), gradient, 1e-4f);
      }
    }
  }

  @Test
  void orthogonality() {
    isTheReference("orthogonality", new Orthogonality(1));
    // rows (1, −2) and (0, .5): WWᵀ − I = [[4, −1], [−1, −.75]]; 4 · .1 · that · W
    check(new Orthogonality(0.1), 1.85625, 1.6f, -3.4f, -0.4f, 0.65f);
  }

  @Test
  void orthogonalityIsZeroForAnOrthogonalMatrix() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(0.6f, -0.8f, 0.8f, 0.6f);
      assertEquals(0, new Orthogonality(1).penalty(w).item(), 1e-12);
    }
  }

  @Test
  void nuclearNorm() {
    isTheReference("nuclearNorm", new NuclearNorm(1, 1));
  }

  @Test
  void nuclearNormActsInOneStepOfManyAndAsStronglyOnAverage() {
    // diag(2, −3): singular values 2 and 3, UVᵀ = diag(1, −1)
    float[] kernel = {2, 0, 0, -3};
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(kernel);
      NuclearNorm penalty = new NuclearNorm(0.1, 4);
      assertEquals(0.5, penalty.penalty(w).item(), 1e-6);
      float[] sums = {0.4f, 0.4f, 0.4f, 0.4f, 0.8f};
      for (int step = 0; step < sums.length; step++) {
        penalty.addGradient(w, Steps.at(step, 100, 0));
        float[] sum = {sums[step], 0, 0, -sums[step]};
        assertArrayEquals(sum, OneKernel.gradient(w), 1e-6f, "step " + step);
      }
    }
  }

  @Test
  void nuclearNormLeavesADivergedTrainingToItsLoss() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(Float.NaN, 0, 0, 1);
      new NuclearNorm(0.1, 1).addGradient(w, Steps.first(0));
      assertArrayEquals(new float[4], OneKernel.gradient(w));
    }
  }

  @Test
  void spectralPenalty() {
    isTheReference("spectralPenalty", new SpectralPenalty(1));
  }

  @Test
  void l2SpPullsToTheStartAndTheLastLayerToZero() {
    try (Scope scope = Scope.open()) {
      Weights w = new Weights();
      w.declare("body", Weight.Role.KERNEL, Initializer.constant(1), 1, 2);
      w.declare("bias", Weight.Role.BIAS, Initializer.constant(1), 1);
      w.declare("head", Weight.Role.KERNEL, Initializer.constant(2), 1, 1);
      w.initialize(new Generator(0));
      WeightPenalty.Run run = new L2Sp(0.5, 0.1).begin(w);
      // .1/2 · 2²
      assertEquals(0.2, run.penalty(w).item(), 1e-7);
      try (Gradients off = Gradients.off()) {
        w.flatKernels().values().copyInPlace(Tensor.of(new float[] {1.5f, -1, 3}, 3));
      }
      // .5/2 · (.5² + 2²) + .1/2 · 3²
      assertEquals(1.5125, run.penalty(w).item(), 1e-6);
      try (Gradients off = Gradients.off()) {
        run.addGradient(w, Steps.first(0));
      }
      float[] gradient = OneKernel.gradient(w);
      assertArrayEquals(new float[] {0.25f, -1, 0.3f}, gradient, 1e-6f);
      w.clearGradients();
      run.penalty(w).backward();
      assertArrayEquals(OneKernel.gradient(w), gradient, 1e-7f);
      assertArrayEquals(new float[] {1, 0}, OneKernel.bias(w), "biases are left alone");
    }
  }
}
