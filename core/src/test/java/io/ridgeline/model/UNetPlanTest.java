package io.ridgeline.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Spacing;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Plans followed by hand, and one that nnU-Net published. */
class UNetPlanTest {
  private static final long GIGABYTE = 1L << 30;

  private static UNetPlan plan(int n, Shape shape, Spacing spacing, int classes, long memory) {
    return UNetPlan.of(Collections.nCopies(n, new UNetPlan.Case(shape, spacing)), classes, memory);
  }

  private static UNet plain(int width, int levels, int flat) {
    return new UNet(width, levels, flat, "off", "off");
  }

  @Test
  void theHippocampusGetsThePatchThatNnUNetPublished() {
    // 36 → 18 → 9 → 5, 50 → 25 → 13 → 7, 35 → 18 → 9 → 5: three halvings each, multiples of 8
    UNetPlan plan =
        plan(100, new Shape(1, 36, 50, 35), Spacing.millimetres(1, 1, 1), 3, 8 * GIGABYTE);
    assertEquals(new Shape(1, 40, 56, 40), plan.patch());
    // 32 · 2³ = 256 channels, within 320
    assertEquals(plain(32, 4, 0), plan.model());
    // 5 % of 100 · 36 · 50 · 35 voxels are 3.5 patches of 40 · 56 · 40
    assertEquals(4, plan.batch());
    assertTrue(
        plan.reasons()
            .get(0)
            .contains(
                "1×1×1 mm, the median of 100; the median image then has" + " 36×50×35 voxels."),
        plan.reasons().get(0));
    assertTrue(plan.reasons().get(4).contains("5 %"), plan.reasons().get(4));
  }

  @Test
  void flatImagesOf128PixelsAreHalvedFiveTimes() {
    // 128 → 64 → 32 → 16 → 8 → 4; 32 · 2⁵ = 1024 channels are too many, 16 · 2⁵ = 512 are not
    UNetPlan plan = plan(647, new Shape(1, 128, 128), Spacing.PIXELS, 2, GIGABYTE);
    assertEquals(plain(16, 6, 0), plan.model());
    assertEquals(new Shape(1, 128, 128), plan.patch());
    assertTrue(plan.batch() >= 2 && plan.batch() <= 32, plan.toString());
    assertTrue(plan.bytes() <= GIGABYTE);
    assertTrue(plan.reasons().get(0).startsWith("Images are resampled to 1×1 px"));
  }

  @Test
  void slicesThatLieFarApartWaitUntilVoxelsAreCubes() {
    // 3.6 : .625 = 5.8, which falls below 2 after two halvings; 20 slices allow two, 320 pixels
    // six, of which the limit on channels leaves five: the depth waits three times
    UNetPlan plan =
        plan(
            32,
            new Shape(1, 20, 320, 320),
            Spacing.millimetres(3.6, 0.625, 0.625),
            3,
            20 * GIGABYTE);
    assertEquals(plain(8, 6, 3), plan.model());
    // 320 = 10 · 32, 20 = 5 · 4
    assertEquals(new Shape(1, 20, 320, 320), plan.patch());
    // 64 slices allow as many halvings as 64 pixels, four: only the spacing makes the depth wait
    UNetTopology cubes =
        UNetTopology.of(new Shape(1, 64, 64, 64), Spacing.millimetres(3.6, 0.625, 0.625));
    assertEquals(new UNetTopology(5, 2, new Shape(1, 64, 64, 64)), cubes);
    // at a factor of exactly 2 an axis waits once
    assertEquals(1, UNetTopology.of(new Shape(1, 64, 64, 64), Spacing.millimetres(2, 1, 1)).flat());
    assertEquals(
        0, UNetTopology.of(new Shape(1, 64, 64, 64), Spacing.millimetres(1.9, 1, 1)).flat());
  }

  @Test
  void fewThickSlicesAreResampledToTheTenthPercentile() {
    List<UNetPlan.Case> cases =
        DoubleStream.of(2, 4, 4, 4, 6)
            .mapToObj(
                d -> new UNetPlan.Case(new Shape(1, 10, 100, 100), Spacing.millimetres(d, 1, 1)))
            .toList();
    // numpy.percentile([2, 4, 4, 4, 6], 10) = 2.8
    TargetSpacing target = TargetSpacing.of(cases);
    assertEquals(2.8, target.spacing().depth(), 1e-12);
    // 10 · 4 / 2.8 = 14.3
    assertEquals(new Shape(1, 14, 100, 100), target.median());
    // slices as many as pixels keep the median
    List<UNetPlan.Case> many =
        cases.stream()
            .map(c -> new UNetPlan.Case(new Shape(1, 50, 100, 100), c.spacing()))
            .toList();
    assertEquals(4, TargetSpacing.of(many).spacing().depth(), 1e-12);
  }

  @Test
  void imagesAreResampledToTheMedianSpacing() {
    List<UNetPlan.Case> cases =
        DoubleStream.of(0.5, 1, 2)
            .mapToObj(d -> new UNetPlan.Case(new Shape(3, 64, 96), Spacing.millimetres(1, d, d)))
            .toList();
    TargetSpacing target = TargetSpacing.of(cases);
    assertEquals(1, target.spacing().height());
    // 32, 64 and 128 by 48, 96 and 192
    assertEquals(new Shape(3, 64, 96), target.median());
  }

  @Test
  void memoryIsCountedFromActivationsAndWeights() {
    // width 2, two levels, 4×4 pixels, one channel, two classes. Activations: images and logits
    // 16 · (1 + 3 · 2) = 112; level 0: 2 · 16 · 15 = 480 and 2 · 4 · 3 = 24 pooled; level 1:
    // 4 · 4 · 6 = 96
    UNet small = new UNet(2, 2);
    assertEquals(712, UNetMemory.values(small, new Shape(1, 4, 4), 2));
    // kernels: down 18 + 36, 72 + 144, up 32, merge 72 + 36, head 4
    assertEquals(414, UNetMemory.weights(small, new Shape(1, 4, 4), 2));
    // 4 · (712 · 3 · 2.3 + 4 · 414)
    assertEquals(26275.0, (double) UNetMemory.bytes(small, new Shape(1, 4, 4), 2, 3), 1);
    // the kernels of the full-sized ones, of which norms and biases are 0.4 % and 0.3 %
    assertEquals(482_466, UNetMemory.weights(new UNet(16, 4), new Shape(1, 64, 64), 2), 2500);
    assertEquals(350_827, UNetMemory.weights(new UNet(8, 4), new Shape(1, 64, 64, 64), 3), 1200);
  }

  @Test
  void whatDoesNotFitIsNarrowedAndThenShortened() {
    Shape scan = new Shape(1, 128, 256, 256);
    Spacing spacing = Spacing.millimetres(1, 1, 1);
    long whole = UNetMemory.bytes(plain(8, 6, 0), scan, 2, 2);
    UNetPlan narrow = plan(50, scan, spacing, 2, whole);
    assertEquals(8, narrow.model().width());
    assertEquals(128, narrow.patch().depth());
    UNetPlan less = plan(50, scan, spacing, 2, whole / 4);
    assertTrue(less.bytes() <= whole / 4 && less.batch() == 2, less.toString());
    assertTrue(less.patch().plane() < scan.plane() / 3);
    assertTrue(less.patch().plane() > scan.plane() / 8, less.patch().toString());
    assertTrue(less.reasons().get(2).contains("does not fit"), less.reasons().get(2));
  }

  @Test
  void everyPlanCanBeBuiltAndKeepsToItsMemory() {
    var random = Streams.random(17);
    for (int i = 0; i < 300; i++) {
      boolean volume = random.nextBoolean();
      Shape shape =
          new Shape(
              1 + random.nextInt(3),
              volume ? 2 + random.nextInt(150) : 1,
              5 + random.nextInt(500),
              5 + random.nextInt(500));
      Spacing spacing =
          Spacing.millimetres(
              0.5 + 5 * random.nextDouble(), 0.3 + random.nextDouble(), 0.3 + random.nextDouble());
      long memory = GIGABYTE / 4 + (long) (random.nextDouble() * 8 * GIGABYTE);
      UNetPlan plan = plan(1 + random.nextInt(300), shape, spacing, 2, memory);
      assertEquals(shape.dims(), plan.patch().dims(), shape.toString());
      assertEquals(2, plan.model().build(plan.patch(), 2).outputs());
      assertTrue(plan.bytes() <= memory, plan.toString());
      assertTrue(plan.batch() >= 2, plan.toString());
      assertEquals(6, plan.reasons().size());
    }
  }

  @Test
  void refusesWhatCannotBePlanned() {
    assertThrows(DataException.class, () -> UNetPlan.of(List.of(), 2, GIGABYTE));
    UNetPlan.Case flat = new UNetPlan.Case(new Shape(1, 64, 64), Spacing.PIXELS);
    UNetPlan.Case volume = new UNetPlan.Case(new Shape(1, 64, 64, 64), Spacing.PIXELS);
    assertThrows(DataException.class, () -> UNetPlan.of(List.of(flat, volume), 2, GIGABYTE));
    String message =
        String.valueOf(
            assertThrows(DataException.class, () -> UNetPlan.of(List.of(flat), 2, 1000))
                .getMessage());
    assertTrue(message.contains("there are 0 MB; give more memory"), message);
  }
}
