package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said of a prepared image, on the image's own pixels. */
class FitBackTest {
  /** A hill over each axis, flat at the edges: cos(π (i + ½) / n). */
  private static Image smooth(Spacing spacing, int depth, int height, int width) {
    float[] values = new float[depth * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float)
              (wave(i / (height * width), depth)
                  * wave(i / width % height, height)
                  * wave(i % width, width));
    }
    return new Image(1, depth, height, width, spacing, 1, values);
  }

  private static double wave(int i, int n) {
    return n == 1 ? 1 : Math.cos(Math.PI * (i + 0.5) / n);
  }

  private static Preparation sized(Resize resize, Integer... size) {
    return new Preparation(List.of(size), 1, resize);
  }

  private static Preparation spaced(Double... spacing) {
    return new Preparation(
        List.of(), 1, Resize.STRETCH, List.of(), List.of(spacing), Intensity.STORED);
  }

  /**
   * The error is largest at the edge, where the hill is 1 − (π/n)² x²/2 at a distance of x. Halved
   * and doubled, the first pixel is the mean of those at ½, 1½ and 2½ by weights of ¾, ¾ and ¼:
   * 0.86 (π/n)² along each axis. Doubled and halved, it is 11/14 of itself and 3/14 of the next:
   * 0.21 (π/n)².
   */
  private static void comesBack(Image image, Preparation preparation, double error) {
    PreparedImage prepared = Fit.of(image, preparation);
    float[] back = Fit.back(prepared.pixels(), image, preparation);
    assertEquals(image.plane(), back.length);
    assertArrayEquals(image.values(), back, (float) error);
  }

  @Test
  void whatWasNotResizedIsLeftAlone() {
    Image image = smooth(Spacing.PIXELS, 1, 12, 10);
    float[] said = new float[120];
    assertSame(said, Fit.back(said, image, sized(Resize.STRETCH)));
    assertSame(said, Fit.back(said, image, sized(Resize.LETTERBOX, 12, 10)));
    Image volume = smooth(Spacing.millimetres(2, 1, 1), 3, 5, 8);
    assertSame(said, Fit.back(said, volume, spaced(2.0, 1.0, 1.0)));
  }

  @Test
  void stretchedMapsComeBack() {
    // 2 · 0.86 (π/40)² = 0.0106
    comesBack(smooth(Spacing.PIXELS, 1, 40, 40), sized(Resize.STRETCH, 20, 20), 0.011);
    // 2 · 0.21 (π/40)² = 0.0026
    comesBack(smooth(Spacing.PIXELS, 1, 40, 40), sized(Resize.STRETCH, 80, 80), 0.003);
    // less than halving would cost: 0.86 ((π/40)² + (π/60)²) = 0.0077
    comesBack(smooth(Spacing.PIXELS, 1, 40, 60), sized(Resize.STRETCH, 64, 66), 0.0077);
    // 0.86 (π/16)² more
    comesBack(smooth(Spacing.PIXELS, 16, 40, 40), sized(Resize.STRETCH, 8, 20, 20), 0.044);
  }

  @Test
  void letterboxedMapsComeBackWithoutWhatLiesAround() {
    comesBack(smooth(Spacing.PIXELS, 1, 40, 60), sized(Resize.LETTERBOX, 30, 30), 0.0077);
    // 2x4 in the middle rows of 4x4: rows 1 and 2
    Image image = new Image(1, 2, 4, 1, new float[8]);
    float[] said = {9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9};
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Fit.back(said, image, sized(Resize.LETTERBOX, 4, 4)));
    // a volume of 1 x 2 x 2 in 3 x 2 x 4: slice 1, columns 1 and 2
    Image volume = new Image(1, 2, 2, 2, Spacing.PIXELS, 1, new float[8]);
    float[] grid = new float[4 * 2 * 4];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = i;
    }
    assertArrayEquals(
        new float[] {9, 10, 13, 14, 17, 18, 21, 22},
        Fit.back(grid, volume, sized(Resize.LETTERBOX, 4, 2, 4)));
  }

  @Test
  void volumesComeBackFromAnotherSpacing() {
    Image volume = smooth(Spacing.millimetres(3, 1, 1), 12, 40, 40);
    Preparation asked = spaced(1.5, 2.0, 2.0);
    assertEquals(new Shape(1, 24, 20, 20), Fit.of(volume, asked).shape());
    // doubled along the depth, 0.21 (π/12)² = 0.0147, and halved along the others, 0.0106
    comesBack(volume, asked, 0.026);
    Image flat = smooth(Spacing.millimetres(1, 0.5, 0.5), 1, 40, 40);
    comesBack(flat, spaced(1.0, 1.0), 0.011);
  }

  /** 100 x 0.5 / 0.0001 = 500,000 pixels a side, 2.5e11 of them. */
  @Test
  void aSpacingThatNoArrayCanHoldIsRefused() {
    Image image = smooth(Spacing.millimetres(1, 0.5, 0.5), 1, 100, 100);
    assertRefused(
        "an image of 100x100, 1.0×0.5×0.5 mm apart, would have 2.50e+11 pixels at a spacing of"
            + " [1.0E-4, 1.0E-4]",
        () -> Fit.of(image, spaced(1e-4, 1e-4)));
    assertRefused("ask for a coarser spacing", () -> Fit.of(image, spaced(1e-300, 1e-300)));
  }
}
