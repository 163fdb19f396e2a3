package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.penalty.ElasticNet;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.regularize.projection.NonNegative;
import io.ridgeline.regularize.step.ProximalL1;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done piece by piece to a long buffer is what would be done to it at once. */
@ExtendWith(NoLeaks.class)
class PiecesTest {
  /** Two whole pieces of 2^18, and a short one. */
  private static final int LENGTH = 2 * (1 << 18) + 6;

  private static Tensor noise(long seed) {
    RandomGenerator random = Streams.random(seed);
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = i % 11 == 0 ? 0 : (float) random.nextGaussian();
    }
    return Tensor.of(values, LENGTH);
  }

  private static Weights weights() {
    Weights weights = OneKernel.shaped(noise(1).toArray(), 2, LENGTH / 2);
    weights.flatKernels().gradient().copyInPlace(noise(2));
    return weights;
  }

  private static void same(
      BiConsumer<Weights, StepContext> method, BiConsumer<Tensor, Tensor> atOnce) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights inPieces = weights();
      method.accept(inPieces, Steps.first(1));
      Tensor values = noise(1);
      Tensor gradient = noise(2);
      atOnce.accept(values, gradient);
      assertArrayEquals(values.toArray(), OneKernel.kernel(inPieces));
      assertArrayEquals(gradient.toArray(), OneKernel.gradient(inPieces));
      boolean changed = !Arrays.equals(values.toArray(), noise(1).toArray());
      boolean moved = !Arrays.equals(gradient.toArray(), noise(2).toArray());
      assertTrue(changed || moved);
    }
  }

  @Test
  void piecesLieEndToEndAndAreViews() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights weights = weights();
      List<Weights.Buffer> pieces = weights.flatKernels().pieces();
      assertEquals(
          List.of(262_144L, 262_144L, 6L), pieces.stream().map(p -> p.values().count()).toList());
      Tensor joined = Tensor.join(0, pieces.stream().map(Weights.Buffer::values).toList());
      assertArrayEquals(noise(1).toArray(), joined.toArray());
      pieces.get(2).values().fillInPlace(3);
      pieces.get(1).gradient().fillInPlace(4);
      float[] kernel = OneKernel.kernel(weights);
      float[] gradient = OneKernel.gradient(weights);
      assertEquals(3, kernel[LENGTH - 1]);
      assertEquals(noise(1).toArray()[LENGTH - 7], kernel[LENGTH - 7]);
      assertEquals(4, gradient[262_144]);
      assertEquals(4, gradient[524_287]);
      assertEquals(noise(2).toArray()[524_288], gradient[524_288]);
      Weights none = new Weights();
      none.initialize(new Generator(0));
      assertEquals(List.of(), none.flatKernels().pieces());
    }
  }

  @Test
  void l1() {
    same(new L1(0.3)::addGradient, (w, g) -> g.addInPlace(w.sign(), 0.3));
  }

  @Test
  void elasticNet() {
    same(
        new ElasticNet(0.3, 0.25)::addGradient,
        (w, g) -> g.addInPlace(w, 0.3 * (1 - 0.25)).addInPlace(w.sign(), 0.3 * 0.25));
  }

  @Test
  void proximalL1() {
    same(
        (weights, step) -> new ProximalL1(0.5).after(weights, 0.2),
        (w, g) -> w.copyInPlace(w.softThreshold(0.2 * 0.5)));
  }

  @Test
  void nonNegative() {
    same(
        (weights, step) -> assertTrue(new NonNegative().project(weights)),
        (w, g) -> w.copyInPlace(w.relu()));
  }

  /** A single negative value in the last piece counts. */
  @Test
  void nonNegativeSaysWhetherAnyPieceWasChanged() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      float[] kernel = new float[LENGTH];
      Weights weights = OneKernel.shaped(kernel, 2, LENGTH / 2);
      assertFalse(new NonNegative().project(weights));
      for (int at : new int[] {0, 262_144, LENGTH - 1}) {
        weights.flatKernels().values().narrow(0, at, 1).fillInPlace(-1);
        assertTrue(new NonNegative().project(weights), "at " + at);
        assertArrayEquals(kernel, OneKernel.kernel(weights));
      }
    }
  }
}
