package io.ridgeline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.loss.FocalGiou;
import io.ridgeline.loss.Places;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PyTorch's outputs, losses and parameter count; see oracles/fcos.py. */
@ExtendWith(NoLeaks.class)
class FcosTest {
  private static final JsonNode FIXTURE = Fixture.read("model/fcos.json");
  private static final Shape SHAPE = new Shape(1, 64, 96);
  private static final int CLASSES = 2;

  private static Model model() {
    Model model =
        new Fcos(2, List.of(1, 1, 1, 1), 8).build(SHAPE, new FocalGiou().outputs(CLASSES));
    model.weights().initialize(new Generator(0));
    Map<String, float[]> arrays = new HashMap<>();
    for (JsonNode w : FIXTURE.get("weights")) {
      arrays.put(w.get("name").asText(), Fixture.floats(w.get("values")));
    }
    model.weights().load(arrays);
    return model;
  }

  private static Tensor images() {
    return Tensor.of(Fixture.floats(FIXTURE.get("x")), SHAPE.tensor(2));
  }

  /** A row an object; the image with fewer is filled with rows of zeros. */
  private static Tensor targets() {
    JsonNode objects = FIXTURE.get("objects");
    int most = Math.max(objects.get(0).size(), objects.get(1).size());
    float[] rows = new float[2 * most * (CLASSES + 4)];
    for (int i = 0; i < 2; i++) {
      for (int o = 0; o < objects.get(i).size(); o++) {
        double[] object = Fixture.doubles(objects.get(i).get(o));
        int row = (i * most + o) * (CLASSES + 4);
        rows[row + (int) object[0]] = 1;
        for (int e = 0; e < 4; e++) {
          rows[row + CLASSES + e] = (float) object[1 + e];
        }
      }
    }
    return Tensor.of(rows, 2, most, CLASSES + 4);
  }

  private static Pass training() {
    return new Pass() {
      @Override
      public Functions.Statistics statistics() {
        return Functions.Statistics.MOVING;
      }
    };
  }

  /** What weights gave, without the columns that say where a place is. */
  private static float[] said(Tensor outputs) {
    return outputs.narrow(2, 0, CLASSES + 5).toArray();
  }

  @Test
  void outputsAreThoseOfPyTorch() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = model();
      float[] expected = Fixture.floats(FIXTURE.get("evalOutputs"));
      float[] evaluated = said(model.forward(images(), Pass.EVALUATION));
      assertEquals(expected.length, evaluated.length);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], evaluated[i], 1e-5 * Math.max(1, Math.abs(expected[i])));
      }
      expected = Fixture.floats(FIXTURE.get("trainOutputs"));
      float[] trained = said(model.forward(images(), training()));
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], trained[i], 1e-5 * Math.max(1, Math.abs(expected[i])));
      }
    }
  }

  @Test
  void lossesOverTenStepsAreThoseOfPyTorch() {
    double[] expected = Fixture.doubles(FIXTURE.get("losses"));
    assertEquals(10, expected.length);
    try (Scope run = Scope.open()) {
      Model model = model();
      Optimizer.Step optimizer = new Optimizer.Sgd(0.9).begin(model.weights());
      for (double e : expected) {
        try (Scope scope = Scope.open()) {
          model.weights().clearGradients();
          Tensor loss = new FocalGiou().value(model.forward(images(), training()), targets());
          assertEquals(e, loss.item(), 1e-4 * Math.max(1, e));
          loss.backward();
          try (Gradients off = Gradients.off()) {
            optimizer.apply(0.01);
          }
        }
      }
    }
  }

  /** An image without objects has its share of the focal part only. */
  @Test
  void lossesOfImagesMakeUpTheLoss() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor outputs = model().forward(images(), training());
      float[] each = new FocalGiou().each(outputs, targets()).toArray();
      double[] parts = Fixture.doubles(FIXTURE.get("parts"));
      assertEquals(Arrays.stream(parts).sum(), (each[0] + each[1]) / 2, 1e-4);
      assertTrue(each[1] / 2 < parts[0], "less than the focal part of both");
      Tensor alone = new FocalGiou().value(outputs.narrow(0, 1, 1), targets().narrow(0, 1, 1));
      int positives = 0;
      for (double a : Fixture.doubles(FIXTURE.get("assigned").get(0))) {
        positives += a >= 0 ? 1 : 0;
      }
      assertEquals(alone.item() / positives, each[1] / 2, 1e-4);
    }
  }

  @Test
  void theFullNetworkHasAsManyWeightsAsInPyTorch() {
    Model model =
        new Fcos(32, List.of(1, 1, 1, 1), 64)
            .build(new Shape(3, 256, 320), new FocalGiou().outputs(3));
    assertEquals(FIXTURE.get("count").asLong(), model.weights().trainedCount());
  }

  @Test
  void outputsComeFromThreeKernels() {
    assertEquals(
        List.of("cls.weight", "box.weight", "ctr.weight"),
        new Fcos(2, List.of(1, 1, 1, 1), 8)
            .build(SHAPE, CLASSES + 8).weights().outputKernels().stream()
                .map(Weight::name)
                .toList());
    assertEquals(
        List.of("fc.weight"),
        new ResNet(2, List.of(1))
            .build(SHAPE, 2).weights().outputKernels().stream().map(Weight::name).toList());
    assertEquals(
        List.of("auxiliary.1.weight", "head.weight"),
        new UNet(2, 3, 0, "off", "on")
            .build(SHAPE, 2).weights().outputKernels().stream().map(Weight::name).toList());
  }

  /** At first a hundredth of all places are taken for objects (Lin et al. 2017). */
  @Test
  void classesAreUnlikelyAtFirst() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = new Fcos(4, List.of(1, 1, 1, 1), 8).build(SHAPE, CLASSES + 8);
      model.weights().initialize(new Generator(3));
      Tensor outputs = model.forward(images(), Pass.EVALUATION);
      double mean = new Places(outputs).logits().sigmoid().mean().item();
      assertEquals(0.01, mean, 0.002);
    }
  }

  @Test
  void boxesAreScoredFromDistances() {
    try (Scope scope = Scope.open()) {
      // ln 3 and 0: class .75, centreness .5
      float[] row = {(float) Math.log(3), -50, 3, 2, 5, 4, 0, 20, 12, 8};
      float[] scored = new Places(Tensor.of(row, 1, 1, 10)).scored().toArray();
      assertArrayEquals(
          new float[] {(float) Math.sqrt(0.375), 0, 17, 10, 25, 16, 20, 12, 8}, scored, 1e-5f);
    }
  }

  @Test
  void sizesThatCannotBeHalvedAreRefusedWithOnesThatCan() {
    Fcos plan = new Fcos(4, List.of(1, 1, 1, 1), 8);
    StudyFileException e =
        assertThrows(StudyFileException.class, () -> plan.build(new Shape(1, 240, 320), 10));
    assertEquals(
        "fcos needs height and width to be multiples of 32, such as a size or patch of [256, 320];"
            + " they are 240 and 320",
        e.getMessage());
    assertThrows(StudyFileException.class, () -> plan.build(new Shape(1, 32, 64, 64), 10));
    assertThrows(StudyFileException.class, () -> new Fcos(4, List.of(1, 1, 1), 8));
    assertThrows(StudyFileException.class, () -> new Fcos(4, List.of(1, 1, 1, 1), 12));
  }
}
