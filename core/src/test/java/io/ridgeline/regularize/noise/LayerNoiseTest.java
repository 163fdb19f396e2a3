package io.ridgeline.regularize.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.Steps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LayerNoiseTest {
  private static final Site BLOCK = new Site("b", Site.Kind.BLOCK, 0.5);
  private static final Site HEAD = new Site("h", Site.Kind.HEAD, 1);

  @Test
  void dropoutZeroesTheRateAndKeepsTheMean() {
    try (Scope scope = Scope.open()) {
      float[] out = new Dropout(0.3).apply(Tensor.ones(200, 500), HEAD, Steps.first(1)).toArray();
      int zeros = 0;
      double sum = 0;
      for (float v : out) {
        assertTrue(v == 0 || Math.abs(v - 1 / 0.7) < 1e-6, "unexpected " + v);
        zeros += v == 0 ? 1 : 0;
        sum += v;
      }
      // five standard errors of 100,000 draws
      assertEquals(0.3, zeros / 1e5, 5 * Math.sqrt(0.3 * 0.7 / 1e5));
      assertEquals(1, sum / 1e5, 5 * Math.sqrt(0.3 / 0.7 / 1e5));
    }
  }

  @Test
  void spatialDropoutZeroesWholeChannels() {
    try (Scope scope = Scope.open()) {
      float[] out =
          new SpatialDropout(0.25)
              .apply(Tensor.ones(50, 40, 3, 3), BLOCK, Steps.first(1))
              .toArray();
      int zeroChannels = 0;
      for (int channel = 0; channel < 2000; channel++) {
        float first = out[channel * 9];
        for (int i = 1; i < 9; i++) {
          assertEquals(first, out[channel * 9 + i], "a channel is one piece");
        }
        zeroChannels += first == 0 ? 1 : 0;
      }
      assertEquals(0.25, zeroChannels / 2000.0, 5 * Math.sqrt(0.25 * 0.75 / 2000));
    }
  }

  @Test
  void inVolumesAChannelIsOnePieceAndAnImageIsShakenAsOne() {
    try (Scope scope = Scope.open()) {
      Tensor ones = Tensor.ones(20, 30, 2, 3, 2);
      float[] channels = new SpatialDropout(0.25).apply(ones, BLOCK, Steps.first(1)).toArray();
      int zeroChannels = 0;
      for (int i = 0; i < channels.length; i++) {
        assertEquals(channels[i / 12 * 12], channels[i]);
        zeroChannels += i % 12 == 0 && channels[i] == 0 ? 1 : 0;
      }
      assertEquals(0.25, zeroChannels / 600.0, 5 * Math.sqrt(0.25 * 0.75 / 600));
      Site deepest = new Site("c.branch", Site.Kind.BRANCH, 1);
      float[] shaken = new ShakeDrop(0.999).apply(ones, deepest, Steps.first(3)).toArray();
      for (int i = 0; i < shaken.length; i++) {
        assertEquals(shaken[i / 360 * 360], shaken[i]);
      }
      assertTrue(shaken[0] != shaken[360]);
    }
  }

  @Test
  void denseHeadsLoseSingleValues() {
    try (Scope scope = Scope.open()) {
      Tensor ones = Tensor.ones(2, 4, 10, 20, 25);
      for (LayerNoise noise : List.of(new Dropout(0.3), new GaussianDropout(0.3, "head"))) {
        float[] out = noise.apply(ones, HEAD, Steps.first(1)).toArray();
        double sum = 0;
        double squares = 0;
        for (float v : out) {
          sum += v;
          squares += (v - 1) * (v - 1);
        }
        // both have the variance p/(1 − p); fourth moments are below 3σ⁴
        double variance = 0.3 / 0.7;
        assertEquals(1, sum / out.length, 5 * Math.sqrt(variance / out.length));
        assertEquals(variance, squares / out.length, 5 * variance * Math.sqrt(2.0 / out.length));
      }
    }
  }

  @Test
  void eachActsAtItsSites() {
    assertTrue(new Dropout(0.1).actsAt(HEAD));
    assertFalse(new Dropout(0.1).actsAt(BLOCK));
    assertTrue(new Dropout(0.1, "blocks").actsAt(BLOCK));
    assertFalse(new Dropout(0.1, "blocks").actsAt(HEAD));
    assertTrue(new Dropout(0.1, "all").actsAt(BLOCK));
    assertTrue(new SpatialDropout(0.1).actsAt(BLOCK));
    assertFalse(new SpatialDropout(0.1).actsAt(HEAD));
  }
}
