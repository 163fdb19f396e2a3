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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BiasFieldTest {
  @Test
  void theFieldIsNumPys() {
    try (Scope scope = Scope.open()) {
      JsonNode f = Fixture.read("regularize/augment.json").get("biasField");
      assertArrayEquals(
          Fixture.floats(f.get("field")),
          BiasField.field(Fixture.floats(f.get("coefficients")), 9, 7).toArray(),
          1e-5f);
    }
  }

  @Test
  void intensitiesCountFromTheDarkestPixel() {
    try (Scope scope = Scope.open()) {
      Tensor images = new Generator(1).normal(20, 2, 8, 8);
      Tensor low = images.lowest(1, 2, 3);
      Tensor out = new BiasField(0.3).transform(new Batch(images, low), Streams.random(1)).images();
      assertArrayEquals(low.toArray(), out.lowest(1, 2, 3).toArray(), 1e-6f);
      // the same factor for all channels
      float[] factors = out.minus(low).over(images.minus(low).plus(1e-12)).toArray();
      for (int i = 0; i < factors.length; i++) {
        boolean first = i / 64 % 2 == 0;
        if (first && factors[i] > 0 && factors[i + 64] > 0) {
          assertEquals(1, factors[i] / factors[i + 64], 1e-3);
        }
        // nine terms of at most .3
        assertTrue(factors[i] < Math.exp(2.7), "" + factors[i]);
      }
      Tensor little =
          new BiasField(1e-6).transform(new Batch(images, low), Streams.random(1)).images();
      assertArrayEquals(images.toArray(), little.toArray(), 1e-4f);
    }
  }
}
