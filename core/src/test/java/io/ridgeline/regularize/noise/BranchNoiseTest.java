package io.ridgeline.regularize.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Noise on residual branches. */
@ExtendWith(NoLeaks.class)
class BranchNoiseTest {
  private static final Site HALFWAY = new Site("b.branch", Site.Kind.BRANCH, 0.5);
  private static final Site DEEPEST = new Site("c.branch", Site.Kind.BRANCH, 1);
  private static final int PASSES = 4000;

  private static double leftOut(LayerNoise noise, Site site) {
    int n = 0;
    for (int seed = 0; seed < PASSES; seed++) {
      try (Scope scope = Scope.open()) {
        n += noise.leavesOut(site, Steps.first(seed)) ? 1 : 0;
      }
    }
    return (double) n / PASSES;
  }

  @Test
  void stochasticDepthLeavesOutMoreTheDeeper() {
    LayerNoise noise = new StochasticDepth(0.4);
    assertEquals(0.2, leftOut(noise, HALFWAY), 5 * Math.sqrt(0.2 * 0.8 / PASSES));
    assertEquals(0.4, leftOut(noise, DEEPEST), 5 * Math.sqrt(0.4 * 0.6 / PASSES));
    try (Scope scope = Scope.open()) {
      Tensor fours = Tensor.ones(2, 3, 2, 2).times(4);
      assertEquals(5, noise.apply(fours, HALFWAY, Steps.first(1)).mean().item(), 1e-6);
    }
  }

  @Test
  void shakeDropScalesForwardAndBackwardByDifferentNumbers() {
    JsonNode f = Fixture.read("regularize/noise.json").get("shakeDrop");
    double keep = f.get("keep").asDouble();
    try (Scope scope = Scope.open()) {
      Tensor branch = Tensor.of(Fixture.floats(f.get("branch")), 3, 2).variable();
      Tensor out =
          ShakeDrop.shaken(
              branch,
              Tensor.of(Fixture.floats(f.get("alpha")), 3, 1).times(1 / keep),
              Tensor.of(Fixture.floats(f.get("beta")), 3, 1).times(1 / keep));
      assertArrayEquals(Fixture.floats(f.get("out")), out.toArray(), 1e-6f);
      assertArrayEquals(
          Fixture.floats(f.get("gradientOfSumOfSquares")),
          out.square().sum().gradient(branch, false).toArray(),
          1e-6f);
    }
  }

  @Test
  void shakeDropShakesEachImageAndKeepsTheMean() {
    // p = .5 halfway: keep = .75. The factor is 1/keep or α/keep, α ~ U(−1, 1)
    LayerNoise noise = new ShakeDrop(0.5);
    int shaken = 0;
    double sum = 0;
    double squares = 0;
    double gradients = 0;
    for (int seed = 0; seed < PASSES; seed++) {
      try (Scope scope = Scope.open()) {
        Tensor ones = Tensor.ones(2, 1, 1, 2).variable();
        Tensor result = noise.apply(ones, HALFWAY, Steps.first(seed));
        float[] out = result.toArray();
        assertEquals(out[0], out[1], "an image is shaken as one");
        assertTrue(Math.abs(out[0]) <= 1 / 0.75 + 1e-6);
        float back = result.sum().gradient(ones, false).toArray()[0];
        sum += out[0];
        if (out[0] != out[2]) {
          shaken++;
          squares += out[0] * out[0];
          assertTrue(back >= 0 && back <= 1 / 0.75 + 1e-6);
          gradients += back;
        } else {
          assertEquals(1 / 0.75, out[0], 1e-6);
          assertEquals(1 / 0.75, back, 1e-6);
        }
      }
    }
    assertEquals(0.25, (double) shaken / PASSES, 5 * Math.sqrt(0.25 * 0.75 / PASSES));
    // Var = E[factor²] − 1 = (.75 + .25/3)/.75² − 1
    assertEquals(1, sum / PASSES, 5 * Math.sqrt(0.4815 / PASSES));
    // E[α²] = 1/3, Var α² = 1/5 − 1/9; E[β] = 1/2, Var β = 1/12
    assertEquals(1 / 3.0 / 0.5625, squares / shaken, 5 * Math.sqrt(4 / 45.0 / shaken) / 0.5625);
    assertEquals(0.5 / 0.75, gradients / shaken, 5 * Math.sqrt(1 / 12.0 / shaken) / 0.75);
  }

  @Test
  void bothActOnBranchesOnly() {
    for (LayerNoise noise : new LayerNoise[] {new StochasticDepth(0.1), new ShakeDrop(0.1)}) {
      for (Site.Kind kind : Site.Kind.values()) {
        assertEquals(kind == Site.Kind.BRANCH, noise.actsAt(new Site("s", kind, 0.5)));
      }
    }
    try (Scope scope = Scope.open()) {
      assertFalse(new ShakeDrop(0.9).leavesOut(DEEPEST, Steps.first(1)));
    }
  }
}
