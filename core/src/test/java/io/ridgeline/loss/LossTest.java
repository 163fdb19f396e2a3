package io.ridgeline.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.StudyFileException;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.target.LabelSmoothing;
import io.ridgeline.task.Classification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LossTest {
  private static final JsonNode FIXTURE = Fixture.read("loss/losses.json");

  private static Tensor logits(JsonNode f) {
    float[] values = Fixture.floats(f.get("logits"));
    int rows = f.get("logits").size();
    return Tensor.of(values, rows, values.length / rows);
  }

  private static Tensor oneHot(JsonNode f) {
    double[] labels = Fixture.doubles(f.get("labels"));
    int[] classes = new int[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (int) labels[i];
    }
    return new Classification(3).encode(classes);
  }

  @Test
  void crossEntropyIsPyTorchs() {
    JsonNode f = FIXTURE.get("crossEntropy");
    try (Scope scope = Scope.open()) {
      assertEquals(
          f.get("loss").asDouble(), new CrossEntropy().value(logits(f), oneHot(f)).item(), 1e-6);
    }
  }

  @Test
  void labelSmoothingIsPyTorchs() {
    JsonNode f = FIXTURE.get("labelSmoothing");
    try (Scope scope = Scope.open()) {
      Tensor smoothed = new LabelSmoothing(f.get("epsilon").asDouble()).transform(oneHot(f));
      assertEquals(
          f.get("loss").asDouble(), new CrossEntropy().value(logits(f), smoothed).item(), 1e-6);
    }
  }

  @Test
  void meanSquaredErrorIsPyTorchs() {
    JsonNode f = FIXTURE.get("meanSquaredError");
    try (Scope scope = Scope.open()) {
      assertEquals(
          f.get("loss").asDouble(),
          new MeanSquaredError().value(logits(f), oneHot(f)).item(),
          1e-6);
    }
  }

  @Test
  void binaryCrossEntropyIsPyTorchsOnTheSecondClass() {
    for (String name : new String[] {"binaryCrossEntropy", "binaryCrossEntropySoft"}) {
      JsonNode f = FIXTURE.get(name);
      float[] positive = Fixture.floats(f.get("targets"));
      float[] rows = new float[positive.length * 2];
      for (int i = 0; i < positive.length; i++) {
        rows[2 * i] = 1 - positive[i];
        rows[2 * i + 1] = positive[i];
      }
      try (Scope scope = Scope.open()) {
        Tensor targets = Tensor.of(rows, positive.length, 2);
        assertEquals(
            f.get("loss").asDouble(),
            new BinaryCrossEntropy().value(logits(f), targets).item(),
            1e-6);
      }
    }
  }

  @Test
  void probabilitiesSumToOneHoweverManyOutputs() {
    float ln3 = (float) Math.log(3);
    // σ(ln 3) = ¾
    assertArrayEquals(
        new double[] {0.25, 0.75}, new BinaryCrossEntropy().probabilities(new float[] {ln3}), 1e-7);
    // ½, ½, ¾ scaled by their sum 7/4
    assertArrayEquals(
        new double[] {2 / 7.0, 2 / 7.0, 3 / 7.0},
        new BinaryCrossEntropy().probabilities(new float[] {0, 0, ln3}),
        1e-7);
    // 1, 1, 3 scaled by their sum
    assertArrayEquals(
        new double[] {0.2, 0.2, 0.6},
        new CrossEntropy().probabilities(new float[] {0, 0, ln3}),
        1e-7);
  }

  @Test
  void aSureModelsScoresAreStillToldApart() {
    for (Loss loss : Loss.all()) {
      int outputs = loss.outputs(2);
      double sure = loss.probabilities(outputs == 1 ? new float[] {20} : new float[] {0, 20})[1];
      double surer = loss.probabilities(outputs == 1 ? new float[] {25} : new float[] {0, 25})[1];
      assertTrue(sure < surer, loss.name());
      // 1 / (1 + e²⁰) of the other class keeps its digits
      assertEquals(
          2.0611536e-9,
          loss.probabilities(outputs == 1 ? new float[] {20} : new float[] {0, 20})[0],
          1e-15,
          loss.name());
    }
  }

  @Test
  void outputsThatAreAllVeryLowAreStillToldApart() {
    // σ(z) is eᶻ there: 1 and 1/3, scaled by their sum, and e⁻⁹⁰⁰ of them
    float low = -1000;
    float ln3 = (float) Math.log(3);
    assertArrayEquals(
        new double[] {0.75, 0.25, 0},
        new BinaryCrossEntropy().probabilities(new float[] {low, low - ln3, low - 900}),
        1e-4);
  }

  @Test
  void anUnknownLossListsTheKnownOnes() {
    StudyFileException e = assertThrows(StudyFileException.class, () -> Loss.named("hinge"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("cross-entropy, binary-cross-entropy, mse"),
        e.getMessage());
  }
}
