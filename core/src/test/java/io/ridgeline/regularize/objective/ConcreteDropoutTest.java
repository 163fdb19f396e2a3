package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.Steps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ConcreteDropoutTest {
  private static final Site HEAD = new Site("head", Site.Kind.HEAD, 1);

  /** The sum of squares of what noise adds to ones, times a factor. */
  private static Objective disturbance(double factor) {
    return (batch, more) -> {
      Tensor x = Tensor.ones(8, 16);
      Tensor noisy = more.at(HEAD, x);
      return new Objective.Value(noisy, noisy.minus(x).square().mean().times(factor));
    };
  }

  private static double differentiate(ObjectiveTransform.Run run, Objective inner, int step) {
    try (Scope scope = Scope.open()) {
      Batch batch = new Batch(Tensor.ones(8, 1, 1, 1), Tensor.ones(8, 1));
      Tensor loss = run.of(batch, inner, Steps.at(step, 1000, step)).loss();
      loss.backward();
      return loss.item();
    }
  }

  @Test
  void masksAndEntropyAreTorchs() {
    JsonNode f = Fixture.read("regularize/noise.json").get("concreteDropout");
    try (Scope scope = Scope.open()) {
      Tensor logit = Tensor.of(Fixture.floats(f.get("logit")), 1).variable();
      Tensor mask = LearnedRates.mask(logit, Tensor.of(Fixture.floats(f.get("uniform")), 2, 3));
      assertArrayEquals(Fixture.floats(f.get("mask")), mask.toArray(), 2e-5f);
      Tensor weighted = mask.times(Tensor.of(Fixture.floats(f.get("weights")), 2, 3)).sum();
      assertArrayEquals(
          Fixture.floats(f.get("gradientOfWeighted")),
          weighted.gradient(logit, false).toArray(),
          1e-3f);
      Tensor entropy = LearnedRates.entropy(logit);
      assertEquals(f.get("entropy").asDouble(), entropy.item(), 1e-6);
      assertArrayEquals(
          Fixture.floats(f.get("gradientOfEntropy")),
          entropy.gradient(logit, false).toArray(),
          1e-6f);
    }
  }

  @Test
  void dropsAtItsRateWholeChannels() {
    try (Scope scope = Scope.open()) {
      LearnedRates rates = new LearnedRates(List.of(HEAD), 0.3);
      assertEquals(0.3, rates.rate(HEAD), 1e-6);
      float[] out = rates.drop(HEAD, Tensor.ones(200, 100, 1, 2), new Generator(1)).toArray();
      int dropped = 0;
      for (int i = 0; i < out.length; i += 2) {
        assertEquals(out[i], out[i + 1], "a channel is one piece");
        // z is above a half with probability p exactly
        dropped += out[i] < 0.5 / 0.7 ? 1 : 0;
      }
      assertEquals(0.3, dropped / 2e4, 5 * Math.sqrt(0.3 * 0.7 / 2e4));
    }
  }

  @Test
  void addsTheEntropyOfEveryFeature() {
    try (Scope scope = Scope.open()) {
      ObjectiveTransform.Run run =
          new ConcreteDropout(0.5, 0.01, "head").run(new LearnedRates(List.of(HEAD), 0.5));
      // H(½) = log 2; 16 features
      assertEquals(-0.01 * 16 * Math.log(2), differentiate(run, disturbance(0), 0), 1e-6);
    }
  }

  @Test
  void entropyPullsTheRateToAHalfAndDataPullItDown() {
    try (Scope scope = Scope.open()) {
      LearnedRates pulled = new LearnedRates(List.of(HEAD), 0.1);
      ObjectiveTransform.Run entropy = new ConcreteDropout(0.1, 0.1, "head").run(pulled);
      LearnedRates disturbing = new LearnedRates(List.of(HEAD), 0.3);
      ObjectiveTransform.Run data = new ConcreteDropout(0.3, 0, "head").run(disturbing);
      for (int step = 0; step < 200; step++) {
        differentiate(entropy, disturbance(0), step);
        differentiate(data, disturbance(1), step);
      }
      assertEquals(0.5, pulled.rate(HEAD), 0.02);
      assertTrue(disturbing.rate(HEAD) < 0.1, "rate " + disturbing.rate(HEAD));
    }
  }

  @Test
  void movesOnceAStepHoweverOftenTheGradientIsTaken() {
    try (Scope scope = Scope.open()) {
      LearnedRates rates = new LearnedRates(List.of(HEAD), 0.5 / (0.5 + 0.5 * Math.E));
      ObjectiveTransform.Run run = new ConcreteDropout(0.2, 0.1, "head").run(rates);
      differentiate(run, disturbance(0), 0);
      differentiate(run, disturbance(0), 0);
      assertEquals(1 / (1 + Math.E), rates.rate(HEAD), 1e-6);
      // Adam's first step is the learning rate: the logit goes from −1 to −.9
      differentiate(run, disturbance(0), 1);
      assertEquals(1 / (1 + Math.exp(0.9)), rates.rate(HEAD), 1e-6);
      differentiate(run, disturbance(0), 1);
      assertEquals(1 / (1 + Math.exp(0.9)), rates.rate(HEAD), 1e-6);
    }
  }
}
