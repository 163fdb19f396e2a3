package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class OperationTest {
  private static final JsonNode FIXTURE = Fixture.read("regularize/augment.json");

  private static Tensor image() {
    return Tensor.of(Fixture.floats(FIXTURE.get("image")), 1, 1, 9, 7);
  }

  private static float[] changed(Operation operation, double strength) {
    return applied(operation, strength).toArray();
  }

  private static Tensor applied(Operation operation, double strength) {
    Batch one = new Batch(image(), Tensor.zeros(1, 2));
    return Operation.each(one, new Operation[] {operation}, new double[] {strength}).images();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IDENTITY", "TRANSLATE_X", "TRANSLATE_Y"})
  void isTorchvisionsSciPysOrNumPys(Operation operation) {
    try (Scope scope = Scope.open()) {
      float[] expected = Fixture.floats(FIXTURE.get("operations").get(operation.name()));
      assertArrayEquals(expected, changed(operation, 0.5), 2e-5f);
    }
  }

  @Test
  void translatesByAShareOfTheImage() {
    try (Scope scope = Scope.open()) {
      float[] image = image().toArray();
      // one of 7 columns, two of 9 rows
      float[] left = changed(Operation.TRANSLATE_X, 1 / 7.0 / 0.3);
      float[] up = changed(Operation.TRANSLATE_Y, 2 / 9.0 / 0.3);
      for (int k = 0; k < 63; k++) {
        assertEquals(k % 7 == 6 ? 0 : image[k + 1], left[k], 1e-5);
        assertEquals(k / 7 >= 7 ? 0 : image[k + 14], up[k], 1e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noStrengthIsNoChange(Operation operation) {
    try (Scope scope = Scope.open()) {
      assertArrayEquals(image().toArray(), changed(operation, 0), 2e-6f);
    }
  }

  @Test
  void everyImageHasItsOwn() {
    try (Scope scope = Scope.open()) {
      Operation[] operations = Operation.values();
      double[] strengths = new double[operations.length];
      List<Tensor> expected = new ArrayList<>();
      for (int i = 0; i < strengths.length; i++) {
        strengths[i] = i / 20.0 - 0.2;
        expected.add(applied(operations[i], strengths[i]));
      }
      Tensor images = Tensor.join(0, Collections.nCopies(operations.length, image()));
      assertArrayEquals(
          Tensor.join(0, expected).toArray(),
          Operation.each(
                  new Batch(images, Tensor.zeros(operations.length, 2)), operations, strengths)
              .images()
              .toArray(),
          1e-6f);
    }
  }

  @Test
  void randAugmentChoosesFromTheListAtOneStrengthEitherWay() {
    try (Scope scope = Scope.open()) {
      int n = 500;
      Tensor images = Tensor.join(0, Collections.nCopies(n, image()));
      float[] out =
          new RandAugment(1, 12)
              .transform(new Batch(images, Tensor.zeros(n, 2)), Streams.random(1))
              .images()
              .toArray();
      List<float[]> possible = new ArrayList<>();
      for (Operation operation : Operation.values()) {
        possible.add(changed(operation, 0.4));
        possible.add(changed(operation, -0.4));
      }
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < n; i++) {
        int which = -1;
        for (int k = 0; k < possible.size(); k++) {
          double apart = 0;
          for (int j = 0; j < 63; j++) {
            apart = Math.max(apart, Math.abs(possible.get(k)[j] - out[i * 63 + j]));
          }
          which = apart < 1e-5 ? k : which;
        }
        assertTrue(which >= 0, "an image that no operation makes");
        seen.add(which);
      }
      // nothing has one direction, and standardizing but one
      assertEquals(2 * Operation.values().length - 2, seen.size());
    }
  }

  @Test
  void trivialAugmentLeavesOneImageInElevenAlone() {
    try (Scope scope = Scope.open()) {
      int n = 2000;
      Tensor images = new Generator(1).normal(n, 1, 8, 8);
      Tensor out =
          new TrivialAugment()
              .transform(new Batch(images, Tensor.zeros(n, 2)), Streams.random(1))
              .images();
      int same = 0;
      for (float most : out.minus(images).abs().highest(1, 2, 3).toArray()) {
        same += most == 0 ? 1 : 0;
      }
      double p = 1.0 / 11;
      assertEquals(n * p, same, 5 * Math.sqrt(n * p * (1 - p)));
    }
  }

  @Test
  void aWeaveOfWeakChainsIsNearlyTheImage() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.join(0, Collections.nCopies(40, image()));
      Tensor weak = Weave.of(images, 0.01, Streams.random(1));
      Tensor strong = Weave.of(images, 0.5, Streams.random(1));
      // an operation at .01 changes a value of [0, 1] by at most .06, and three do thrice
      assertTrue(weak.minus(images).abs().highest(0, 1, 2, 3).item() < 0.18);
      assertTrue(strong.minus(images).abs().mean().item() > 0.02);
      float[] apart = strong.narrow(0, 0, 1).minus(strong.narrow(0, 1, 1)).toArray();
      assertTrue(apart[31] != 0, "each image has its own chains");
    }
  }
}
