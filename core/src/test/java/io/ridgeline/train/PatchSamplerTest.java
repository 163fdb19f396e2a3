package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.PreparedImage;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Spacing;
import io.ridgeline.task.Patch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PatchSamplerTest {
  private static final int DRAWS = 6000;
  private static final Shape PATCH = new Shape(1, 8, 8);
  private static final Shape IMAGE = new Shape(1, 100, 120);

  private static PreparedImage image(Shape shape, IntPredicate one, IntPredicate two) {
    byte[] labels = new byte[shape.plane()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (two.test(i) ? 2 : one.test(i) ? 1 : 0);
    }
    return new PreparedImage(shape, new float[shape.count()], labels, Spacing.PIXELS);
  }

  private static boolean holds(Patch at, int z, int y, int x) {
    return z >= at.slice()
        && z < at.slice() + at.shape().depth()
        && y >= at.row()
        && y < at.row() + at.shape().height()
        && x >= at.column()
        && x < at.column() + at.shape().width();
  }

  private static List<Patch> draws(PreparedImage image, Shape patch, long seed) {
    PatchSampler sampler = new PatchSampler(patch, 3);
    RandomGenerator random = Streams.random(seed);
    List<Patch> draws = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      draws.add(sampler.draw(0, image, random));
    }
    return draws;
  }

  private static double share(List<Patch> draws, int place) {
    int y = place / IMAGE.width();
    int x = place % IMAGE.width();
    return draws.stream().filter(at -> holds(at, 0, y, x)).count() / (double) DRAWS;
  }

  /**
   * One pixel at (50, 60): a third of the patches are laid around it, and of the others 8·8 of the
   * 93·113 places hold it: 1/3 + 2/3 · 0.0061 = 0.3374, give or take three of 0.0061.
   */
  @Test
  void aThirdLiesAroundTheForeground() {
    int place = 50 * 120 + 60;
    List<Patch> draws = draws(image(IMAGE, i -> i == place, i -> false), PATCH, 1);
    assertEquals(0.3374, share(draws, place), 0.0183);
    // wherever within the patch: all 8 rows and columns are met
    Set<Integer> rows = new HashSet<>();
    Set<Integer> columns = new HashSet<>();
    draws.stream()
        .filter(at -> holds(at, 0, 50, 60))
        .forEach(
            at -> {
              rows.add(50 - at.row());
              columns.add(60 - at.column());
            });
    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), rows);
    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), columns);
  }

  /**
   * Class 1 is the whole right half, class 2 one pixel: each is the aim of a sixth of the patches.
   * Patches around the right half cannot reach (50, 20), those anywhere can: 1/6 + 2/3 · 0.0061 =
   * 0.1707, give or take three of 0.0049.
   */
  @Test
  void aRareClassIsMetAsOftenAsACommonOne() {
    int place = 50 * 120 + 20;
    List<Patch> draws = draws(image(IMAGE, i -> i % 120 >= 60, i -> i == place), PATCH, 2);
    assertEquals(0.1707, share(draws, place), 0.0146);
  }

  @Test
  void patchesStayInsideWhereTheImageIsLarger() {
    RandomGenerator random = Streams.random(3);
    for (int trial = 0; trial < 200; trial++) {
      Shape shape =
          new Shape(1, 1 + random.nextInt(12), 1 + random.nextInt(20), 1 + random.nextInt(20));
      Shape patch = new Shape(1, 4, 8, 8);
      PreparedImage image = image(shape, i -> random.nextInt(9) == 0, i -> false);
      PatchSampler sampler = new PatchSampler(patch, 3);
      for (int i = 0; i < 30; i++) {
        Patch at = sampler.draw(trial, image, random);
        assertEquals(patch, at.shape());
        inside(at.slice(), 4, shape.depth());
        inside(at.row(), 8, shape.height());
        inside(at.column(), 8, shape.width());
      }
    }
  }

  private static void inside(int start, int side, int length) {
    if (length > side) {
      assertTrue(start >= 0 && start + side <= length);
    } else {
      assertEquals(Math.floorDiv(length - side, 2), start, "in the middle");
    }
  }

  /** Of 93·113 places, 6000 draws miss most; the first and the last row and column are met. */
  @Test
  void withoutForegroundAnyPlaceWillDo() {
    List<Patch> draws = draws(image(IMAGE, i -> false, i -> false), PATCH, 4);
    double rows = draws.stream().mapToInt(Patch::row).average().orElse(0);
    double columns = draws.stream().mapToInt(Patch::column).average().orElse(0);
    // uniform on 0 ... 92 and 0 ... 112: standard errors 26.8 / √6000 and 32.6 / √6000
    assertEquals(46, rows, 1.1);
    assertEquals(56, columns, 1.3);
    assertEquals(0, draws.stream().mapToInt(Patch::row).min().orElse(-1));
    assertEquals(92, draws.stream().mapToInt(Patch::row).max().orElse(-1));
    assertEquals(112, draws.stream().mapToInt(Patch::column).max().orElse(-1));
  }

  @Test
  void equalSeedsDrawEqualPatches() {
    PreparedImage image = image(IMAGE, i -> i % 7 == 0, i -> false);
    assertEquals(draws(image, PATCH, 5), draws(image, PATCH, 5));
    assertTrue(!draws(image, PATCH, 5).equals(draws(image, PATCH, 6)));
  }

  @Test
  void anImageOfThePatchsSizeIsItsOnlyPatch() {
    PreparedImage image = image(PATCH, i -> i == 3, i -> false);
    assertEquals(Set.of(new Patch(0, 0, 0, PATCH)), new HashSet<>(draws(image, PATCH, 7)));
  }

  /** 400·100 pixels of one class, more than are kept: yet each eighth of the rows has its share. */
  @Test
  void ofALargeRegionPlacesAreKeptFromAllOverIt() {
    Shape tall = new Shape(1, 400, 100);
    List<Patch> draws = draws(image(tall, i -> true, i -> false), PATCH, 8);
    for (int band = 0; band < 8; band++) {
      int from = 50 * band;
      long there = draws.stream().filter(at -> at.row() / 50 == from / 50).count();
      assertTrue(there > DRAWS / 8 - 200 && there < DRAWS / 8 + 200, band + ": " + there);
    }
  }
}
