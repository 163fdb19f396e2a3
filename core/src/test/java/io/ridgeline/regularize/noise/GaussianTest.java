package io.ridgeline.regularize.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mean, variance and shape of what is added or multiplied. */
@ExtendWith(NoLeaks.class)
class GaussianTest {
  private static final Site INPUT = new Site("input", Site.Kind.INPUT, 0);
  private static final Site BRANCH = new Site("b.branch", Site.Kind.BRANCH, 0.5);
  private static final Site BLOCK = new Site("b", Site.Kind.BLOCK, 0.5);
  private static final Site HEAD = new Site("head", Site.Kind.HEAD, 1);
  private static final int N = 100_000;

  /** Within five standard errors of N normal draws, whose fourth central moment is 3σ⁴. */
  private static void assertNormal(double mean, double variance, float[] values) {
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (float v : values) {
      double d = v - mean;
      sum += d;
      squares += d * d;
      fourths += d * d * d * d;
    }
    assertEquals(0, sum / N, 5 * Math.sqrt(variance / N));
    assertEquals(variance, squares / N, 5 * variance * Math.sqrt(2.0 / N));
    assertEquals(3, fourths / N / (variance * variance), 5 * Math.sqrt(96.0 / N));
  }

  @Test
  void gaussianDropoutHasTheMeanAndVarianceOfDropout() {
    try (Scope scope = Scope.open()) {
      // p/(1 − p) = 1/4; an activation of 2 has twice the deviation
      Tensor twos = Tensor.ones(200, 500).times(2);
      assertNormal(
          2, 1, new GaussianDropout(0.2, "head").apply(twos, HEAD, Steps.first(1)).toArray());
      Tensor zeros = Tensor.zeros(2, 3, 4, 4);
      assertEquals(
          0,
          new GaussianDropout(0.2, "all").apply(zeros, BLOCK, Steps.first(1)).abs().sum().item());
    }
  }

  @Test
  void gaussianNoiseHasItsDeviationWhateverTheActivation() {
    try (Scope scope = Scope.open()) {
      Tensor threes = Tensor.ones(100, 1, 10, 100).times(3);
      assertNormal(
          3, 0.04, new GaussianNoise(0.2, "input").apply(threes, INPUT, Steps.first(1)).toArray());
    }
  }

  @Test
  void eachActsAtItsSites() {
    assertTrue(new GaussianNoise(0.1, "input").actsAt(INPUT));
    assertFalse(new GaussianNoise(0.1, "input").actsAt(BLOCK));
    assertTrue(new GaussianNoise(0.1, "blocks").actsAt(BLOCK));
    assertTrue(new GaussianNoise(0.1, "head").actsAt(HEAD));
    for (String choice : new String[] {"head", "blocks", "all"}) {
      for (Site site : new Site[] {INPUT, BRANCH}) {
        assertFalse(new Dropout(0.1, choice).actsAt(site));
        assertFalse(new GaussianDropout(0.1, choice).actsAt(site));
        assertFalse(new GaussianNoise(0.1, choice).actsAt(site));
        assertFalse(new AlphaDropout(0.1, choice).actsAt(site));
      }
    }
    assertTrue(new GaussianDropout(0.1, "all").actsAt(BLOCK));
    assertTrue(new GaussianDropout(0.1, "all").actsAt(HEAD));
  }
}
