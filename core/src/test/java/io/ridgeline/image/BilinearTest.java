package io.ridgeline.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BilinearTest {
  record Case(int[] size, int[] newSize, float[] image, float[] resized) {}

  /** Pillow, mode F. */
  @Test
  void resizesAsPillowDoes() throws IOException {
    byte[] json = Files.readAllBytes(Fixtures.path(BilinearTest.class, "resize.json"));
    Case[] cases = new ObjectMapper().readValue(json, Case[].class);
    assertEquals(6, cases.length);
    for (Case c : cases) {
      float[] ours = Bilinear.resize(c.image, c.size[0], c.size[1], c.newSize[0], c.newSize[1]);
      assertArrayEquals(c.resized, ours, 1e-7f);
    }
  }

  /** Halving: each output reads four inputs with weights 1/8, 3/8, 3/8, 1/8. */
  @Test
  void halvingAveragesOverTwiceTheFactor() {
    float[] line = {0, 0, 0, 8, 0, 0, 0, 0};
    assertArrayEquals(new float[] {0, 3, 1, 0}, Bilinear.resize(line, 1, 8, 1, 4), 1e-6f);
  }
}
