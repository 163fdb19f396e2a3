package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SymmetryTest {
  private static float[] laid(Symmetry symmetry) {
    return symmetry.of(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3)).toArray();
  }

  @Test
  void eachLaysRowsAndColumnsAsItSays() {
    try (Scope scope = Scope.open()) {
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, laid(Symmetry.IDENTITY));
      assertArrayEquals(new float[] {3, 2, 1, 6, 5, 4}, laid(Symmetry.LEFT_RIGHT));
      assertArrayEquals(new float[] {4, 5, 6, 1, 2, 3}, laid(Symmetry.TOP_BOTTOM));
      assertArrayEquals(new float[] {6, 5, 4, 3, 2, 1}, laid(Symmetry.HALF_TURN));
      assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, laid(Symmetry.TRANSPOSE));
      assertArrayEquals(new float[] {4, 1, 5, 2, 6, 3}, laid(Symmetry.QUARTER_TURN));
      assertArrayEquals(new float[] {3, 6, 2, 5, 1, 4}, laid(Symmetry.THREE_QUARTER_TURN));
      assertArrayEquals(new float[] {6, 3, 5, 2, 4, 1}, laid(Symmetry.ANTI_TRANSPOSE));
    }
  }

  @Test
  void eachIsUndoneByItsInverse() {
    try (Scope scope = Scope.open()) {
      Tensor image = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);
      for (Symmetry symmetry : Symmetry.values()) {
        Tensor back = symmetry.inverse().of(symmetry.of(image));
        assertArrayEquals(image.toArray(), back.toArray(), symmetry.name());
      }
    }
  }

  @Test
  void aPointGoesWithItsPixel() {
    try (Scope scope = Scope.open()) {
      for (Symmetry symmetry : Symmetry.values()) {
        float[] laid = laid(symmetry);
        int width = symmetry.transposes() ? 2 : 3;
        double[] p = symmetry.point(2.5, 0.5, 2, 3);
        assertEquals(3, laid[((int) p[1]) * width + (int) p[0]], symmetry.name());
      }
    }
  }

  @Test
  void rotate90TurnsAsOftenAsItSays() {
    var square = (Reflections) new Rotate90(0.6).draw(3000, new Shape(1, 8, 8), Streams.random(1));
    for (Symmetry turn : Symmetry.values()) {
      double p =
          switch (turn) {
            case IDENTITY -> 0.4;
            case QUARTER_TURN, HALF_TURN, THREE_QUARTER_TURN -> 0.2;
            default -> 0;
          };
      int n = Collections.frequency(square.symmetries(), turn);
      assertEquals(3000 * p, n, 5 * Math.sqrt(3000 * p * (1 - p)), turn.name());
    }
    Set<Symmetry> others =
        new HashSet<>(
            ((Reflections) new Rotate90(0.6).draw(100, new Shape(1, 8, 9), Streams.random(1)))
                .symmetries());
    assertEquals(new HashSet<>(Arrays.asList(Symmetry.IDENTITY, Symmetry.HALF_TURN)), others);
  }
}
