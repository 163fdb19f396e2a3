package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.image.Spacing;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {
  @Test
  void agreesWithScipy() {
    for (JsonNode f : Fixture.read("metric/segmentation.json").get("transforms")) {
      Grid grid = Masks.grid(f);
      double[] squared = DistanceTransform.squared(Masks.marked(f.get("marked"), '1'), grid);
      assertArrayEquals(
          Fixture.doubles(f.get("distances")),
          Arrays.stream(squared).map(Math::sqrt).toArray(),
          1e-12,
          grid.toString());
    }
  }

  /** Against the definition, the least over all marked voxels, on grids of every shape. */
  @Test
  void isTheLeastDistanceOverAllMarkedVoxels() {
    Random random = new Random(20240229);
    for (int run = 0; run < 200; run++) {
      int d = 1 + random.nextInt(4);
      int h = 1 + random.nextInt(12);
      int w = 1 + random.nextInt(20);
      double sz = 0.1 + 4 * random.nextDouble();
      double sy = 0.1 + random.nextDouble();
      double sx = 0.1 + random.nextDouble();
      boolean[] marked = new boolean[d * h * w];
      double share = Math.pow(random.nextDouble(), 3);
      for (int i = 0; i < marked.length; i++) {
        marked[i] = random.nextDouble() < share;
      }
      double[] ours =
          DistanceTransform.squared(marked, new Grid(d, h, w, Spacing.millimetres(sz, sy, sx)));
      for (int i = 0; i < marked.length; i++) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < marked.length; j++) {
          if (marked[j]) {
            double dz = sz * (i / (h * w) - j / (h * w));
            double dy = sy * (i / w % h - j / w % h);
            double dx = sx * (i % w - j % w);
            least = Math.min(least, dx * dx + dy * dy + dz * dz);
          }
        }
        assertEquals(least, ours[i], least == Double.POSITIVE_INFINITY ? 0 : 1e-12 * (1 + least));
      }
    }
  }

  @Test
  void withoutAMarkEverythingIsInfinitelyFar() {
    double[] squared = DistanceTransform.squared(new boolean[6], new Grid(1, 2, 3, Spacing.PIXELS));
    double[] expected = new double[6];
    Arrays.fill(expected, Double.POSITIVE_INFINITY);
    assertArrayEquals(expected, squared);
  }

  @Test
  void aGridMustHaveTheSizeOfWhatLiesOnIt() {
    Grid grid = new Grid(1, 2, 3, Spacing.PIXELS);
    assertThrows(
        IllegalArgumentException.class, () -> DistanceTransform.squared(new boolean[5], grid));
    assertThrows(IllegalArgumentException.class, () -> new Grid(0, 2, 3, Spacing.PIXELS));
    assertThrows(IllegalArgumentException.class, () -> new Grid(2000, 2000, 2000, Spacing.PIXELS));
  }
}
