package io.ridgeline.regularize.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.BinaryCrossEntropy;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.regularize.LossTransform;
import io.ridgeline.regularize.LossTransform.Seen;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values and gradients against PyTorch and torchvision. */
@ExtendWith(NoLeaks.class)
class LossTransformTest {
  private static final JsonNode FIXTURE = Fixture.read("regularize/losses.json");

  private static Tensor matrix(JsonNode rows) {
    float[] values = Fixture.floats(rows);
    return Tensor.of(values, rows.size(), values.length / rows.size());
  }

  private static Tensor transformed(
      LossTransform method, Loss loss, Tensor logits, Tensor targets, long... counts) {
    return method.transform(
        loss.each(logits, targets),
        new Seen(logits, loss.logProbabilities(logits), targets, counts, 1));
  }

  private static void check(LossTransform method, Loss loss, JsonNode f, long... counts) {
    try (Scope scope = Scope.open()) {
      Tensor logits = matrix(f.get("logits")).variable();
      Tensor losses = transformed(method, loss, logits, matrix(f.get("targets")), counts);
      assertArrayEquals(Fixture.floats(f.get("losses")), losses.toArray(), 1e-5f);
      assertArrayEquals(
          Fixture.floats(f.get("gradient")),
          losses.mean().gradient(logits, false).toArray(),
          1e-6f);
    }
  }

  @Test
  void focal() {
    for (String name : new String[] {"focal", "focalSoft"}) {
      JsonNode f = FIXTURE.get(name);
      check(new Focal(f.get("gamma").asDouble()), new CrossEntropy(), f);
    }
    JsonNode f = FIXTURE.get("focalBinary");
    check(new Focal(f.get("gamma").asDouble()), new BinaryCrossEntropy(), f);
  }

  @Test
  void focalHasAGradientWhereAFloatIsSure() {
    try (Scope scope = Scope.open()) {
      Tensor logits = Tensor.of(new float[] {60, 0, 0, 60}, 2, 2).variable();
      Tensor targets = Tensor.of(new float[] {1, 0, 1, 0}, 2, 2);
      Tensor losses = transformed(new Focal(0.5), new CrossEntropy(), logits, targets);
      // right and sure: nothing left; wrong and sure: the loss itself
      assertArrayEquals(new float[] {0, 60}, losses.toArray(), 1e-5f);
      assertArrayEquals(
          new float[] {0, 0, -1, 1}, losses.sum().gradient(logits, false).toArray(), 1e-5f);
    }
  }

  @Test
  void confidencePenalty() {
    JsonNode f = FIXTURE.get("confidencePenalty");
    check(new ConfidencePenalty(f.get("beta").asDouble()), new CrossEntropy(), f);
  }

  @Test
  void classBalance() {
    JsonNode f = FIXTURE.get("classBalance");
    long[] counts =
        Arrays.stream(Fixture.doubles(f.get("counts"))).mapToLong(n -> (long) n).toArray();
    check(new ClassBalance(f.get("beta").asDouble()), new CrossEntropy(), f, counts);
  }

  @Test
  void classBalanceByHandWithAClassWithoutExamples() {
    try (Scope scope = Scope.open()) {
      Tensor targets = Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5f, 0.5f, 0}, 4, 3);
      Seen seen = new Seen(targets, targets, targets, new long[] {1, 3, 0}, 1);
      // effective numbers 1 and 1.75 (of 1 and 3 examples at β = ½), scaled by 4 / (1 + 3/1.75);
      // the class without examples counts as one of 1
      assertArrayEquals(
          new float[] {28 / 19f, 16 / 19f, 28 / 19f, 22 / 19f},
          new ClassBalance(0.5).transform(Tensor.ones(4), seen).toArray(),
          1e-6f);
      float[] alike = new ClassBalance(0).transform(Tensor.ones(4), seen).toArray();
      assertArrayEquals(new float[] {1, 1, 1, 1}, alike);
      assertTrue(new ClassBalance(0).isOff());
    }
  }
}
