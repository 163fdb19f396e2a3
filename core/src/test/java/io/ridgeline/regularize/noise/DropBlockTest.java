package io.ridgeline.regularize.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Steps;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DropBlockTest {
  private static final Site BLOCK = new Site("b", Site.Kind.BLOCK, 0.5);

  private static long[] shape(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static Tensor chosen(JsonNode f, long[] shape, int k) {
    return Tensor.of(
        Fixture.floats(f.get("chosen")), shape[0], shape[1], shape[2] - k + 1, shape[3] - k + 1);
  }

  @Test
  void isTorchvisions() {
    for (JsonNode f : Fixture.read("regularize/noise.json").get("dropBlock")) {
      try (Scope scope = Scope.open()) {
        long[] shape = shape(f.get("shape"));
        int k = f.get("k").asInt();
        assertEquals(
            f.get("gamma").asDouble(),
            DropBlock.gamma(f.get("rate").asDouble(), k, shape[2], shape[3]),
            1e-12);
        Tensor mask = DropBlock.kept(chosen(f, shape, k), k);
        assertArrayEquals(shape, mask.shape());
        assertArrayEquals(
            Fixture.floats(f.get("result")),
            mask.times(mask.count() / mask.sum().item()).toArray(),
            1e-5f);
      }
    }
  }

  @Test
  void cubesAreTorchvisions() {
    for (JsonNode f : Fixture.read("regularize/augment3d.json").get("dropBlock")) {
      try (Scope scope = Scope.open()) {
        long[] shape = shape(f.get("shape"));
        int k = f.get("k").asInt();
        assertEquals(
            f.get("gamma").asDouble(),
            DropBlock.gamma(f.get("rate").asDouble(), k, shape[2], shape[3], shape[4]),
            1e-12);
        long[] corners = shape.clone();
        for (int axis = 2; axis < 5; axis++) {
          corners[axis] -= k - 1;
        }
        Tensor mask = DropBlock.kept(Tensor.of(Fixture.floats(f.get("chosen")), corners), k);
        assertArrayEquals(shape, mask.shape());
        assertArrayEquals(
            Fixture.floats(f.get("result")),
            mask.times(mask.count() / mask.sum().item()).toArray(),
            1e-5f);
      }
    }
  }

  @Test
  void cubesTakeAKnownShareOfAVolume() {
    try (Scope scope = Scope.open()) {
      // k = 3: a place amid the volume survives if none of its 27 cubes is chosen
      double gamma = 0.5 * 0.4 * 1000 / (27.0 * 8 * 8 * 8);
      float[] out =
          new DropBlock(0.4, 3)
              .apply(Tensor.ones(600, 1, 10, 10, 10), BLOCK, Steps.at(50, 100, 1))
              .toArray();
      int zeros = 0;
      for (int image = 0; image < 600; image++) {
        zeros += out[image * 1000 + 555] == 0 ? 1 : 0;
      }
      double expected = 1 - Math.pow(1 - gamma, 27);
      assertEquals(expected, zeros / 600.0, 5 * Math.sqrt(expected * (1 - expected) / 600));
      double sum = 0;
      for (float v : out) {
        sum += v;
      }
      assertEquals(1, sum / out.length, 1e-5);
    }
  }

  @Test
  void squaresOfEvenSideLieWholeInTheMap() {
    JsonNode f = Fixture.read("regularize/noise.json").get("evenBlock");
    try (Scope scope = Scope.open()) {
      int k = f.get("k").asInt();
      assertArrayEquals(
          Fixture.floats(f.get("mask")),
          DropBlock.kept(chosen(f, shape(f.get("shape")), k), k).toArray());
    }
  }

  @Test
  void everySideCoversItsSquare() {
    try (Scope scope = Scope.open()) {
      for (int k = 1; k <= 9; k++) {
        float[] corners = new float[(11 - k) * (12 - k)];
        corners[(12 - k) + 1] = 1;
        float[] mask = DropBlock.kept(Tensor.of(corners, 1, 1, 11 - k, 12 - k), k).toArray();
        for (int i = 0; i < 10; i++) {
          for (int j = 0; j < 11; j++) {
            boolean inside = i >= 1 && i < 1 + k && j >= 1 && j < 1 + k;
            assertEquals(inside ? 0 : 1, mask[i * 11 + j], k + ": " + i + ", " + j);
          }
        }
      }
    }
  }

  @Test
  void zeroesItsShareAndKeepsTheMean() {
    try (Scope scope = Scope.open()) {
      // with k = 1 no squares overlap: half of the training over, half of .4
      Tensor x = Tensor.ones(10, 10, 30, 30);
      float[] out = new DropBlock(0.4, 1).apply(x, BLOCK, Steps.at(50, 100, 1)).toArray();
      int zeros = 0;
      double sum = 0;
      for (float v : out) {
        zeros += v == 0 ? 1 : 0;
        sum += v;
      }
      assertEquals(0.2, zeros / 9e4, 5 * Math.sqrt(0.2 * 0.8 / 9e4));
      assertEquals(1, sum / 9e4, 1e-5);
    }
  }

  @Test
  void overlappingSquaresTakeAKnownShare() {
    try (Scope scope = Scope.open()) {
      // k = 3: a place amid the map survives if none of its 9 squares is chosen
      double gamma = 0.5 * 0.2 * 400 / (9.0 * 18 * 18);
      float[] out =
          new DropBlock(0.2, 3)
              .apply(Tensor.ones(400, 1, 20, 20), BLOCK, Steps.at(50, 100, 1))
              .toArray();
      int zeros = 0;
      for (int image = 0; image < 400; image++) {
        zeros += out[image * 400 + 210] == 0 ? 1 : 0;
      }
      double expected = 1 - Math.pow(1 - gamma, 9);
      assertEquals(expected, zeros / 400.0, 5 * Math.sqrt(expected * (1 - expected) / 400));
    }
  }

  @Test
  void beginsWithoutZerosAndLeavesVectorsAlone() {
    try (Scope scope = Scope.open()) {
      Tensor map = Tensor.ones(2, 2, 4, 4);
      Tensor vector = Tensor.ones(2, 2);
      assertSame(map, new DropBlock(0.9, 3).apply(map, BLOCK, Steps.at(0, 100, 1)));
      assertSame(vector, new DropBlock(0.9, 3).apply(vector, BLOCK, Steps.at(50, 100, 1)));
    }
  }

  @Test
  void squaresAsLargeAsTheMapTakeItWhole() {
    try (Scope scope = Scope.open()) {
      float[] out =
          new DropBlock(0.5, 7)
              .apply(Tensor.ones(40, 1, 2, 2), BLOCK, Steps.at(99, 100, 1))
              .toArray();
      for (int image = 0; image < 40; image++) {
        float[] one = Arrays.copyOfRange(out, image * 4, image * 4 + 4);
        assertEquals(4 * one[0], one[0] + one[1] + one[2] + one[3], 1e-5);
      }
      // one map, surely zeroed: no division by nothing
      for (int seed = 0; seed < 20; seed++) {
        Tensor one =
            new DropBlock(0.999, 7).apply(Tensor.ones(1, 1, 2, 2), BLOCK, Steps.at(99, 100, seed));
        assertTrue(Double.isFinite(one.sum().item()));
      }
    }
  }

  @Test
  void actsAfterBlocks() {
    assertTrue(new DropBlock(0.1, 7).actsAt(BLOCK));
    assertFalse(new DropBlock(0.1, 7).actsAt(new Site("head", Site.Kind.HEAD, 1)));
    assertFalse(new DropBlock(0.1, 7).actsAt(new Site("b.branch", Site.Kind.BRANCH, 1)));
  }
}
