package io.ridgeline.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  record Case(int[] size, int[] newSize, float[] image, float[] resized, float[] cubic) {}

  /** Pillow, mode F. */
  @Test
  void resizesAsPillowDoes() throws IOException {
    byte[] json = Files.readAllBytes(Fixtures.path(InterpolationTest.class, "resize.json"));
    Case[] cases = new ObjectMapper().readValue(json, Case[].class);
    assertEquals(6, cases.length);
    for (Case c : cases) {
      assertArrayEquals(c.resized, resized(Interpolation.LINEAR, c), 1e-7f);
      assertArrayEquals(c.cubic, resized(Interpolation.CUBIC, c), 2e-7f);
    }
  }

  private static float[] resized(Interpolation by, Case c) {
    return by.resize(c.image, c.size[0], c.size[1], c.newSize[0], c.newSize[1]);
  }

  /** Halving: each output reads four inputs with weights 1/8, 3/8, 3/8, 1/8. */
  @Test
  void halvingAveragesOverTwiceTheFactor() {
    float[] line = {0, 0, 0, 8, 0, 0, 0, 0};
    assertArrayEquals(
        new float[] {0, 3, 1, 0}, Interpolation.LINEAR.resize(line, 1, 8, 1, 4), 1e-6f);
  }
}
