package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Functions.Statistics;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.Steps;
import io.ridgeline.task.Classification;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values and gradients through a small network with batch normalization against PyTorch. */
@ExtendWith(NoLeaks.class)
class ObjectiveTransformTest {
  private static final JsonNode FIXTURE = Fixture.read("regularize/objectives.json");
  private static final CrossEntropy LOSS = new CrossEntropy();

  private static Model model(String setting) {
    Model model = new Cnn(3, 1).build(new Shape(1, 6, 6), 3);
    model.weights().initialize(new Generator(0));
    load(model, setting);
    return model;
  }

  private static void load(Model model, String setting) {
    Map<String, float[]> arrays = new HashMap<>();
    FIXTURE
        .get("weights")
        .get(setting)
        .properties()
        .forEach(w -> arrays.put(w.getKey(), Fixture.floats(w.getValue())));
    model.weights().load(arrays);
  }

  private static Batch batch() {
    int[] labels =
        Arrays.stream(Fixture.doubles(FIXTURE.get("labels"))).mapToInt(k -> (int) k).toArray();
    return new Batch(
        Tensor.of(Fixture.floats(FIXTURE.get("images")), 4, 1, 6, 6),
        new Classification(3).encode(labels));
  }

  /**
   * A mean loss whose passes multiply the features by one mask after the other, if there are any.
   */
  private static Objective plain(Model model, Tensor... masks) {
    int[] passes = {0};
    return (batch, more) -> {
      int number = passes[0]++;
      Pass pass =
          new Pass() {
            @Override
            public Statistics statistics() {
              return Statistics.FROZEN;
            }

            @Override
            public Tensor at(Site site, Tensor x) {
              return site.kind() == Site.Kind.HEAD && masks.length > 0 ? x.times(masks[number]) : x;
            }
          };
      Tensor logits = model.forward(batch.images(), pass);
      return new Objective.Value(logits, LOSS.value(logits, batch.targets()));
    };
  }

  private static void assertIs(String name, Model model, Objective.Value value) {
    JsonNode f = FIXTURE.get(name);
    assertEquals(f.get("loss").asDouble(), value.loss().item(), 1e-5 * f.get("loss").asDouble());
    value.loss().backward();
    for (int i = 0; i < 2; i++) {
      float[] expected = Fixture.floats(f.get(List.of("kernels", "others").get(i)));
      float[] actual = model.weights().trained().get(i).gradient().toArray();
      assertArrayEquals(expected, actual, 2e-5f, name);
    }
  }

  private static void check(String name, ObjectiveTransform method) {
    try (Scope scope = Scope.open()) {
      Model model = model("trained");
      assertIs(name, model, method.begin(model, LOSS).of(batch(), plain(model), Steps.first(7)));
    }
  }

  private static double value(String name, String parameter) {
    return FIXTURE.get(name).get(parameter).asDouble();
  }

  private static void assertDraws(String name, long... shape) {
    try (Scope scope = Scope.open()) {
      assertArrayEquals(
          Fixture.floats(FIXTURE.get(name).get("normal")),
          Steps.first(7).noise().normal(shape).toArray(),
          1e-6f,
          "the same first draws");
    }
  }

  @Test
  void rDrop() {
    try (Scope scope = Scope.open()) {
      Model model = model("trained");
      JsonNode masks = FIXTURE.get("rDrop").get("masks");
      Objective inner =
          plain(
              model,
              Tensor.of(Fixture.floats(masks.get(0)), 4, 3),
              Tensor.of(Fixture.floats(masks.get(1)), 4, 3));
      assertIs(
          "rDrop",
          model,
          new RDrop(value("rDrop", "alpha")).begin(model, LOSS).of(batch(), inner, Steps.first(7)));
    }
  }

  @Test
  void fgsm() {
    check("fgsm", new Fgsm(value("fgsm", "epsilon")));
  }

  @Test
  void inputGradient() {
    check("inputGradient", new InputGradient(value("inputGradient", "weight")));
  }

  @Test
  void jacobian() {
    assertDraws("jacobian", 4, 3);
    check("jacobian", new Jacobian(value("jacobian", "weight")));
  }

  @Test
  void vat() {
    assertDraws("vat", 4, 1, 6, 6);
    check("vat", new Vat(value("vat", "epsilon")));
  }

  @Test
  void selfDistillation() {
    SelfDistillation method =
        new SelfDistillation(
            value("selfDistillation", "weight"),
            value("selfDistillation", "temperature"),
            value("selfDistillation", "decay"));
    try (Scope scope = Scope.open()) {
      Model model = model("older");
      ObjectiveTransform.Run run = method.begin(model, LOSS);
      String[] settings = {"older", "old", "trained"};
      for (int t = 0; t < settings.length; t++) {
        load(model, settings[t]);
        StepContext step = Steps.at(t, 10, 7);
        Objective.Value value = run.of(batch(), plain(model), step);
        Objective.Value again = run.of(batch(), plain(model), step);
        assertEquals(value.loss().item(), again.loss().item(), "the teacher moves once a step");
        if (t == 2) {
          assertIs("selfDistillation", model, value);
        }
      }
    }
  }
}
