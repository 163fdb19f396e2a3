package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Mlp;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.regularize.penalty.L2;
import io.ridgeline.regularize.step.WeightDecay;
import io.ridgeline.task.Classification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same weights and batch give PyTorch's logits and PyTorch's losses over ten steps. */
@ExtendWith(NoLeaks.class)
class PyTorchParityTest {
  private static final Map<String, Architecture> MODELS =
      Map.of("resnet", new ResNet(4, List.of(1, 1)), "mlp", new Mlp(List.of(16, 8)));

  private final Map<String, JsonNode> fixtures = new HashMap<>();

  private JsonNode fixture(String name) {
    return fixtures.computeIfAbsent(name, n -> Fixture.read("train/" + n + ".json"));
  }

  private Model model(String name) {
    Model model = Objects.requireNonNull(MODELS.get(name)).build(new Shape(1, 12, 12), 2);
    model.weights().initialize(new Generator(0));
    Map<String, float[]> arrays = new HashMap<>();
    for (JsonNode w : fixture(name).get("weights")) {
      arrays.put(w.get("name").asText(), Fixture.floats(w.get("values")));
    }
    model.weights().load(arrays);
    return model;
  }

  private Batch batch(String name) {
    JsonNode f = fixture(name);
    int[] labels =
        StreamSupport.stream(f.get("y").spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    return new Batch(
        Tensor.of(Fixture.floats(f.get("x").get("values")), 6, 1, 12, 12),
        new Classification(2).encode(labels));
  }

  private static Pass training() {
    return new Pass() {
      @Override
      public Functions.Statistics statistics() {
        return Functions.Statistics.MOVING;
      }
    };
  }

  @Test
  void logitsAreThoseOfPyTorch() {
    for (String name : MODELS.keySet()) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Model model = model(name);
        Tensor x = batch(name).images();
        JsonNode f = fixture(name);
        assertArrayEquals(
            Fixture.floats(f.get("evalLogits").get("values")),
            model.forward(x, Pass.EVALUATION).toArray(),
            1e-5f);
        assertArrayEquals(
            Fixture.floats(f.get("trainLogits").get("values")),
            model.forward(x, training()).toArray(),
            1e-5f);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> lossesOverTenStepsAreThoseOfPyTorch() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : MODELS.keySet()) {
      for (JsonNode run : fixture(name).get("runs")) {
        String title =
            name + " " + run.get("optimizer").asText() + " " + run.get("method").asText();
        tests.add(DynamicTest.dynamicTest(title, () -> tenSteps(name, run)));
      }
    }
    assertEquals(32, tests.size());
    return tests.stream();
  }

  private void tenSteps(String name, JsonNode run) {
    JsonNode f = fixture(name);
    double penalty = f.get("penalty").asDouble();
    List<Regularizer> methods =
        switch (run.get("method").asText()) {
          case "none" -> List.of();
          case "l1" -> List.of(new L1(penalty));
          case "l2" -> List.of(new L2(penalty));
          case "weight-decay" -> List.of(new WeightDecay(f.get("decay").asDouble()));
          default -> throw new IllegalArgumentException(run.get("method").asText());
        };
    JsonNode values = f.get("optimizers").get(run.get("optimizer").asText());
    Optimizer optimizer =
        switch (run.get("optimizer").asText()) {
          case "sgd" -> new Optimizer.Sgd(values.get("momentum").asDouble());
          case "nesterov" -> new Optimizer.Nesterov(values.get("momentum").asDouble());
          case "adam" -> new Optimizer.Adam();
          case "rmsprop" -> new Optimizer.RmsProp(values.get("alpha").asDouble(), 1e-8);
          default -> throw new IllegalArgumentException(run.get("optimizer").asText());
        };
    try (Scope scope = Scope.open()) {
      Model model = model(name);
      Hooks hooks = new Hooks(methods, 0);
      hooks.begin(model, new CrossEntropy(), new long[] {1, 1});
      TrainingStep step =
          new TrainingStep(model, new CrossEntropy(), optimizer.begin(model.weights()), hooks);
      for (int i = 0; i < 10; i++) {
        double penalties = hooks.penalty(model.weights());
        double loss =
            step.run(batch(name), new Moment(i, 1, 10, values.get("learningRate").asDouble()))
                .loss();
        assertEquals(run.get("dataLoss").get(i).asDouble(), loss, 1e-4, "step " + i);
        assertEquals(run.get("totalLoss").get(i).asDouble(), loss + penalties, 1e-4, "step " + i);
      }
    }
  }
}
