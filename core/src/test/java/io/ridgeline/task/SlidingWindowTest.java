package io.ridgeline.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static List<Integer> rows(int length, int side) {
    return new SlidingWindow(new Shape(1, length, 1), new Shape(1, side, 1))
        .patches().stream().map(Patch::row).toList();
  }

  @Test
  void windowsOverlapByHalfAndLieFlush() {
    assertEquals(List.of(0), rows(8, 8));
    assertEquals(List.of(0, 4, 8), rows(16, 8));
    // nine pixels of room need three steps of at most four
    assertEquals(List.of(0, 3, 6, 9), rows(17, 8));
    assertEquals(List.of(0, 1), rows(9, 8));
    // pixel by pixel, none twice
    assertEquals(List.of(0, 1, 2, 3), rows(4, 1));
    // around the middle, the odd pixel before it
    assertEquals(List.of(-2), rows(5, 8));
    assertEquals(List.of(-1), rows(6, 8));
  }

  private static Shape shape(JsonNode axes) {
    return new Shape(1, axes.get(0).asInt(), axes.get(1).asInt(), axes.get(2).asInt());
  }

  /** See oracles/sliding_window.py. */
  @Test
  void whatWindowsSayIsJoinedAsByNumPy() {
    JsonNode cases = Fixture.read("task/sliding_window.json");
    assertEquals(3, cases.size());
    for (JsonNode f : cases) {
      Shape image = shape(f.get("image"));
      SlidingWindow window = new SlidingWindow(image, shape(f.get("patch")));
      List<List<Integer>> starts = new ArrayList<>();
      window.patches().forEach(p -> starts.add(List.of(p.slice(), p.row(), p.column())));
      List<List<Integer>> expected = new ArrayList<>();
      f.get("starts")
          .forEach(
              s -> expected.add(List.of(s.get(0).asInt(), s.get(1).asInt(), s.get(2).asInt())));
      assertEquals(expected, starts);
      Iterator<JsonNode> said = f.get("said").iterator();
      float[][] joined = window.join(at -> Fixture.floats(said.next()));
      float[] planes = Fixture.floats(f.get("joined"));
      for (int k = 0; k < 3; k++) {
        for (int i = 0; i < image.plane(); i++) {
          assertEquals(planes[k * image.plane() + i], joined[k][i], 1e-6f);
        }
      }
      double[] labels = Fixture.doubles(f.get("labels"));
      byte[] drawn = new Segmentation(3).decide(joined);
      for (int i = 0; i < drawn.length; i++) {
        assertEquals(labels[i], drawn[i]);
      }
    }
  }

  private static Shape any(RandomGenerator random) {
    int depth = random.nextBoolean() ? 1 : 1 + random.nextInt(9);
    return new Shape(1, depth, 1 + random.nextInt(20), 1 + random.nextInt(20));
  }

  @Test
  void everyPixelIsCoveredAndWindowsStayInsideWhereThereIsRoom() {
    RandomGenerator random = Streams.random(1);
    for (int trial = 0; trial < 300; trial++) {
      Shape image = any(random);
      Shape side = any(random);
      List<Patch> patches = new SlidingWindow(image, side).patches();
      assertEquals(patches.size(), new HashSet<>(patches).size(), "none twice");
      float[][] seen = new float[1][image.plane()];
      float[] ones = new float[side.plane()];
      Arrays.fill(ones, 1);
      for (Patch at : patches) {
        at.add(ones, ones, seen, image);
        inside(at.slice(), side.depth(), image.depth());
        inside(at.row(), side.height(), image.height());
        inside(at.column(), side.width(), image.width());
      }
      for (float times : seen[0]) {
        assertTrue(times >= 1, image + " by " + side);
      }
    }
  }

  private static void inside(int start, int side, int length) {
    if (side <= length) {
      assertTrue(start >= 0 && start + side <= length);
    } else {
      assertTrue(start <= 0 && start + side >= length);
    }
  }

  @Test
  void constantMapsStayConstant() {
    RandomGenerator random = Streams.random(2);
    float[] constants = {0.2f, 0.7f, 0.1f};
    for (int trial = 0; trial < 60; trial++) {
      Shape image = any(random);
      Shape side = any(random);
      float[] said = new float[3 * side.plane()];
      for (int i = 0; i < said.length; i++) {
        said[i] = constants[i / side.plane()];
      }
      float[][] joined = new SlidingWindow(image, side).join(at -> said);
      for (int k = 0; k < 3; k++) {
        for (float p : joined[k]) {
          assertEquals(constants[k], p, 1e-6f, image + " by " + side);
        }
      }
    }
  }

  @Test
  void oneWindowAloneIsWhatItSays() {
    Shape image = new Shape(1, 2, 3);
    float[] said = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    float[][] joined = new SlidingWindow(image, new Shape(1, 4, 4)).join(at -> said);
    // one row above and below, one column before: (4 − 3) / 2 is half a pixel
    assertArrayEquals(new float[][] {{5, 6, 7, 9, 10, 11}}, joined);
  }

  @Test
  void weightsAreSymmetricAndLargestInTheMiddle() {
    for (Shape side :
        List.of(
            new Shape(1, 9, 7), new Shape(1, 5, 8, 6), new Shape(1, 1, 1), new Shape(1, 64, 3))) {
      float[] weights = new SlidingWindow(side, side).weights();
      int n = weights.length;
      float most = 0;
      for (int i = 0; i < n; i++) {
        assertEquals(weights[i], weights[n - 1 - i], 0, "turned by 180°");
        int x = i % side.width();
        assertEquals(weights[i], weights[i - x + side.width() - 1 - x], 0, "mirrored");
        assertTrue(weights[i] >= 1e-3f && weights[i] <= 1);
        most = Math.max(most, weights[i]);
      }
      int middle =
          (side.depth() / 2 * side.height() + side.height() / 2) * side.width() + side.width() / 2;
      assertEquals(most, weights[middle], 0);
    }
    // odd sides have a middle: its weight is 1; of even ones half a pixel off, exp(−(½ / (8/8))²/2)
    assertEquals(1, new SlidingWindow(new Shape(1, 9, 7), new Shape(1, 9, 7)).weights()[31], 0);
    assertEquals(
        (float) Math.exp(-0.125),
        new SlidingWindow(new Shape(1, 8, 1), new Shape(1, 8, 1)).weights()[4],
        1e-7f);
    // a corner is far out: exp(−(3.5)²/2) along one axis, the square of it is lifted
    assertEquals(
        (float) Math.exp(-6.125),
        new SlidingWindow(new Shape(1, 8, 1), new Shape(1, 8, 1)).weights()[0],
        1e-8f);
    assertEquals(1e-3f, new SlidingWindow(new Shape(1, 8, 8), new Shape(1, 8, 8)).weights()[0], 0);
  }
}
