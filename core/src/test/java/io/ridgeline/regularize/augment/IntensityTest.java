package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class IntensityTest {
  private static Batch batch(int n, int channels) {
    return new Batch(new Generator(1).normal(n, channels, 8, 8), Tensor.zeros(n, 2));
  }

  private static double difference(Tensor a, Tensor b) {
    return a.minus(b).abs().highest(0, 1, 2, 3).item();
  }

  @Test
  void leavesAsManyImagesAloneAsItsProbabilitiesSay() {
    try (Scope scope = Scope.open()) {
      Batch batch = batch(2000, 1);
      Tensor changed = new Intensity(1).transform(batch, Streams.random(2)).images();
      float[] most = changed.minus(batch.images()).abs().highest(1, 2, 3).toArray();
      int same = 0;
      for (float m : most) {
        same += m == 0 ? 1 : 0;
      }
      // five of .15, one of .2, one of .25
      double p = Math.pow(0.85, 5) * 0.8 * 0.75;
      assertEquals(2000 * p, same, 5 * Math.sqrt(2000 * p * (1 - p)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "rician"})
  void aSmallMagnitudeChangesLittle(String noise) {
    try (Scope scope = Scope.open()) {
      Batch batch = batch(200, 3);
      Tensor little = new Intensity(1e-6, noise).transform(batch, Streams.random(2)).images();
      // the noise has a standard deviation of √(.1·1e-6) at most
      assertTrue(difference(batch.images(), little) < 6 * Math.sqrt(1e-7));
      assertSame(batch, new Intensity(0, noise).transform(batch, Streams.random(2)));
    }
  }

  @Test
  void channelsDifferALittle() {
    try (Scope scope = Scope.open()) {
      // the same in all channels: contrast and brightness alone can tell them apart
      Tensor one = new Generator(1).normal(500, 1, 8, 8).times(1e-9);
      Batch batch = new Batch(Tensor.join(1, Tensor.join(1, one, one), one), Tensor.zeros(500, 2));
      float[] mean =
          new Intensity(1).transform(batch, Streams.random(2)).images().mean(2, 3).toArray();
      double farthest = 0;
      int brighter = 0;
      for (int i = 0; i < 500; i++) {
        double apart = Math.abs(mean[3 * i] - mean[3 * i + 1]);
        farthest = Math.max(farthest, apart);
        // beyond what noise alone makes of the mean of 64 values
        brighter += Math.abs(mean[3 * i]) > 0.2 && apart > 0 ? 1 : 0;
      }
      assertTrue(brighter > 0);
      // own shifts lie within a fifth of .3, both ways, and noise moves a mean by σ/8
      assertTrue(farthest > 0.02 && farthest < 0.2 * 0.6 + 5 * Math.sqrt(0.2) / 8, "" + farthest);
    }
  }

  @Test
  void theSameDrawsMakeTheSameImages() {
    try (Scope scope = Scope.open()) {
      Batch batch = batch(50, 3);
      assertArrayEquals(
          new Intensity(1).transform(batch, Streams.random(2)).images().toArray(),
          new Intensity(1).transform(batch, Streams.random(2)).images().toArray());
    }
  }
}
