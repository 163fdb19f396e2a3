package io.ridgeline.regularize.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AlphaDropoutTest {
  private static final Site HEAD = new Site("head", Site.Kind.HEAD, 1);

  @Test
  void saturatesWhereSeluDoes() {
    // Klambauer et al. 2017, equation 14: the fixed point of mean 0 and variance 1
    double lambda = 1.0507009873554805;
    double alpha = 1.6732632423543772;
    assertEquals(-lambda * alpha, AlphaDropout.SATURATION, 1e-15);
  }

  @Test
  void givesPyTorchsValues() {
    for (JsonNode f : Fixture.read("regularize/noise.json").get("alphaDropout")) {
      double rate = f.get("rate").asDouble();
      try (Scope scope = Scope.open()) {
        float[] x = new Generator(5).normal(1000).toArray();
        float[] y =
            new AlphaDropout(rate, "head")
                .apply(Tensor.of(x, 10, 100), HEAD, Steps.first(1))
                .toArray();
        int saturated = 0;
        for (int i = 0; i < x.length; i++) {
          double stays = f.get("slope").asDouble() * x[i] + f.get("intercept").asDouble();
          boolean isSaturated = Math.abs(y[i] - f.get("saturated").asDouble()) < 2e-6;
          saturated += isSaturated ? 1 : 0;
          assertTrue(isSaturated || Math.abs(y[i] - stays) < 2e-6, x[i] + " became " + y[i]);
        }
        assertEquals(rate, saturated / 1e3, 5 * Math.sqrt(rate * (1 - rate) / 1e3));
      }
    }
  }

  @Test
  void keepsMeanAndVarianceOfStandardizedActivations() {
    try (Scope scope = Scope.open()) {
      int n = 200_000;
      Tensor x = new Generator(3).normal(400, 500);
      Tensor y = new AlphaDropout(0.2, "head").apply(x, HEAD, Steps.first(1));
      // five standard errors; the fourth moment of the mixture is below 3
      assertEquals(0, y.mean().item(), 5 / Math.sqrt(n));
      assertEquals(1, y.square().mean().item(), 5 * Math.sqrt(2.0 / n));
    }
  }
}
