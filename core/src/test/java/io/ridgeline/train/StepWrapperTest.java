package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Mlp;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.StepWrapper;
import io.ridgeline.regularize.gradient.GradientClipping;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.step.Asam;
import io.ridgeline.regularize.step.Freeze;
import io.ridgeline.regularize.step.LayerRateDecay;
import io.ridgeline.regularize.step.Lookahead;
import io.ridgeline.regularize.step.Sam;
import io.ridgeline.task.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What wraps a step, in real steps: against PyTorch, and beside other methods. */
@ExtendWith(NoLeaks.class)
class StepWrapperTest {
  private static final JsonNode F = Fixture.read("regularize/sharpness.json");
  private static final double RATE = F.get("rate").asDouble();

  /** The states after each step of the fixture's classifier. */
  private static List<Map<String, float[]>> linear(int steps, Regularizer... methods) {
    try (Scope scope = Scope.open()) {
      Model model = new Linear().build(new Shape(1, 1, 3), 2);
      model.weights().initialize(new Generator(0));
      model
          .weights()
          .load(
              Map.of(
                  "fc.weight", Fixture.floats(F.get("w")), "fc.bias", Fixture.floats(F.get("b"))));
      Batch batch =
          new Batch(
              Tensor.of(Fixture.floats(F.get("x")), 4, 1, 1, 3),
              new Classification(2).encode(new int[] {0, 1, 1, 0}));
      return run(model, batch, steps, methods);
    }
  }

  private static List<Map<String, float[]>> run(
      Model model, Batch batch, int steps, Regularizer... methods) {
    Hooks hooks = new Hooks(List.of(methods), 3);
    hooks.begin(model, new CrossEntropy(), new long[] {2, 2});
    TrainingStep step =
        new TrainingStep(
            model, new CrossEntropy(), new Optimizer.Sgd(0).begin(model.weights()), hooks);
    List<Map<String, float[]>> states = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      step.run(batch, new Moment(i, 1, steps, RATE));
      states.add(model.weights().toArrays());
    }
    return states;
  }

  private static void assertStates(JsonNode expected, List<Map<String, float[]>> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      String at = "step " + i;
      float[] w = Fixture.floats(expected.get(i).get("w"));
      assertArrayEquals(w, actual.get(i).get("fc.weight"), 2e-6f, at);
      float[] b = Fixture.floats(expected.get(i).get("b"));
      assertArrayEquals(b, actual.get(i).get("fc.bias"), 2e-6f, at);
    }
  }

  @Test
  void stepsAreThoseOfPyTorch() {
    double rho = F.get("rho").asDouble();
    assertStates(F.get("none"), linear(3));
    assertStates(F.get("sam"), linear(3, new Sam(rho)));
    assertStates(F.get("asam"), linear(3, new Asam(rho)));
    JsonNode lookahead = F.get("lookahead");
    assertStates(
        lookahead.get("states"),
        linear(
            5, new Lookahead(lookahead.get("every").asInt(), lookahead.get("share").asDouble())));
  }

  /** One step of a network with batch normalization and dropout, from fixed weights. */
  private static Map<String, float[]> deep(Architecture plan, Regularizer... methods) {
    try (Scope scope = Scope.open()) {
      Model model = plan.build(new Shape(1, 8, 8), 2);
      model.weights().initialize(new Generator(5));
      Batch batch =
          new Batch(
              new Generator(6).normal(6, 1, 8, 8),
              new Classification(2).encode(new int[] {0, 1, 1, 0, 1, 0}));
      return run(model, batch, 1, methods).get(0);
    }
  }

  private static float[] of(Map<String, float[]> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private static double distance(Map<String, float[]> a, Map<String, float[]> b) {
    double sum = 0;
    for (String name : a.keySet()) {
      if (!name.contains("running")) {
        float[] x = of(a, name);
        float[] y = of(b, name);
        for (int i = 0; i < x.length; i++) {
          sum += Math.pow(x[i] - y[i], 2);
        }
      }
    }
    return Math.sqrt(sum);
  }

  @Test
  void onlyTheFirstPassOfSamMovesRunningStatistics() {
    ResNet plan = new ResNet(4, List.of(1, 1));
    Map<String, float[]> plain = deep(plan);
    Map<String, float[]> sam = deep(plan, new Sam(0.5));
    assertArrayEquals(plain.get("stem.1.running_mean"), sam.get("stem.1.running_mean"));
    assertArrayEquals(
        plain.get("stages.1.0.bn2.running_var"), sam.get("stages.1.0.bn2.running_var"));
    assertTrue(distance(plain, sam) > 1e-3, "sam must act");
  }

  @Test
  void bothPassesOfSamSeeTheSameMasks() {
    Mlp plan = new Mlp(List.of(32, 16));
    Dropout dropout = new Dropout(0.5, "all");
    // with a radius of nearly nothing only other masks could make a difference
    assertEquals(0, distance(deep(plan, dropout), deep(plan, dropout, new Sam(1e-6))), 1e-5);
  }

  @Test
  void clippingActsOnTheSecondGradientOfSamOnly() {
    Mlp plan = new Mlp(List.of(32, 16));
    double limit = 0.01;
    Map<String, float[]> start = deep(plan, new GradientClipping(1e-9));
    double moved = distance(start, deep(plan, new GradientClipping(limit), new Sam(0.5)));
    assertEquals(RATE * limit, moved, 1e-5);
  }

  @Test
  void layersKeepTheirShareOfTheStep() {
    Mlp plan = new Mlp(List.of(32, 16));
    Map<String, float[]> start = deep(plan, new GradientClipping(1e-12));
    Map<String, float[]> whole = deep(plan);
    Map<String, float[]> decayed = deep(plan, new LayerRateDecay(0.5));
    double[] shares = {0.25, 0.5, 1};
    for (int layer = 0; layer < 3; layer++) {
      for (String part : List.of(".weight", ".bias")) {
        String name = "layers." + layer + part;
        float[] from = of(start, name);
        for (int i = 0; i < from.length; i++) {
          double step = of(whole, name)[i] - from[i];
          assertEquals(from[i] + shares[layer] * step, of(decayed, name)[i], 1e-6, name);
        }
      }
    }
  }

  @Test
  void clippingDoesNotCountWhatIsFrozen() {
    Mlp plan = new Mlp(List.of(32, 16));
    double limit = 0.01;
    Map<String, float[]> start = deep(plan, new GradientClipping(1e-12));
    double moved = distance(start, deep(plan, new GradientClipping(limit), new Freeze(2)));
    assertEquals(RATE * limit, moved, 1e-5);
  }

  @Test
  void samClimbsAsFarAsItsRadiusInWhatIsNotFrozen() {
    // two layers of one weight, a bias each: gradients (3, 0) of the first, (4, 3) of the second
    float[] kernels = {3, 4};
    float[] others = {0, 3};
    for (boolean freezes : new boolean[] {false, true}) {
      try (Scope scope = Scope.open()) {
        Weights weights = new Weights();
        for (int layer = 0; layer < 2; layer++) {
          weights.declare(layer + ".w", Weight.Role.KERNEL, Initializer.constant(1), 1, 1);
          weights.declare(layer + ".b", Weight.Role.BIAS, Initializer.constant(1), 1);
        }
        weights.initialize(new Generator(0));
        List<float[]> seen = new ArrayList<>();
        StepWrapper.Differentiation gradient =
            () -> {
              weights.trained().forEach(b -> seen.add(b.values().toArray()));
              weights.trained().get(0).gradient().copyInPlace(Tensor.of(kernels, 2));
              weights.trained().get(1).gradient().copyInPlace(Tensor.of(others, 2));
              return 0;
            };
        StepWrapper.Run freeze = new Freeze(freezes ? 1 : 0).begin(weights);
        new Sam(0.5).begin(weights).differentiate(() -> freeze.differentiate(gradient));
        // norms 5 of the second layer, √34 of both
        double scale = 0.5 / (freezes ? 5 : Math.sqrt(34));
        float first = (float) (freezes ? 1 : 1 + 3 * scale);
        assertArrayEquals(new float[] {first, (float) (1 + 4 * scale)}, seen.get(2), 1e-6f);
        assertArrayEquals(new float[] {1, (float) (1 + 3 * scale)}, seen.get(3), 1e-6f);
      }
    }
  }

  @Test
  void freezingActsInsideOtherWrappersWhateverTheListing() {
    Mlp plan = new Mlp(List.of(32, 16));
    Map<String, float[]> start = deep(plan, new GradientClipping(1e-12));
    for (Regularizer outer : List.of(new Sam(0.5), new Asam(0.5), new Lookahead(5, 0.5))) {
      Map<String, float[]> after = deep(plan, outer, new Freeze(2));
      Map<String, float[]> before = deep(plan, new Freeze(2), outer);
      before.forEach((name, values) -> assertArrayEquals(values, of(after, name), name));
      for (String name : List.of("layers.0.weight", "layers.0.bias", "layers.1.weight")) {
        assertArrayEquals(of(start, name), of(after, name), outer.name() + " " + name);
      }
    }
    String evidence = TinyRun.of(List.of(new Freeze(1), new Sam(0.5))).evidence().get("freeze");
    assertTrue(evidence != null && evidence.startsWith("left "), evidence);
  }

  @Test
  void frozenLayersStayToTheBitWhateverPenaltyActs() {
    Mlp plan = new Mlp(List.of(32, 16));
    Map<String, float[]> start;
    try (Scope scope = Scope.open()) {
      Model model = plan.build(new Shape(1, 8, 8), 2);
      Weights weights = model.weights();
      weights.initialize(new Generator(5));
      start = weights.toArrays();
    }
    Map<String, float[]> frozen =
        deep(plan, new io.ridgeline.regularize.penalty.L2(0.1), new Freeze(2));
    for (String name : List.of("layers.0.weight", "layers.0.bias", "layers.1.weight")) {
      assertArrayEquals(start.get(name), frozen.get(name), name);
    }
    assertFalse(
        java.util.Arrays.equals(start.get("layers.2.weight"), frozen.get("layers.2.weight")));
  }
}
