package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Fixtures;
import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FitTest {
  record Grid(
      int[] size,
      int[] newSize,
      float[] image,
      byte[] labels,
      float[] resized,
      byte[] resizedLabels) {}

  record Intensities(float[] stored, float[] image, float[] percentile, float[] window) {}

  record Expected(List<RawGrid> grids, Intensities intensities) {}

  /** Jackson takes a {@code byte[]} for base 64. */
  record RawGrid(
      int[] size,
      int[] newSize,
      float[] image,
      int[] labels,
      float[] resized,
      int[] resizedLabels) {
    Grid grid() {
      return new Grid(size, newSize, image, bytes(labels), resized, bytes(resizedLabels));
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static Expected expected() throws IOException {
    byte[] json = Files.readAllBytes(Fixtures.path(FitTest.class, "preparation.json"));
    return new ObjectMapper().readValue(json, Expected.class);
  }

  private static Image volume(int[] size, Spacing spacing, float[] values) {
    return new Image(1, size[0], size[1], size[2], spacing, 1, values);
  }

  /** Flat images and volumes, grown and shrunk, by Pillow; see oracles/preparation.py. */
  @Test
  void imagesAndMasksAreResizedAsPillowDoes() throws IOException {
    List<RawGrid> grids = expected().grids();
    assertEquals(6, grids.size());
    for (RawGrid raw : grids) {
      Grid g = raw.grid();
      List<Integer> size = List.of(g.newSize[0], g.newSize[1], g.newSize[2]);
      PreparedImage fitted =
          Fit.of(
              volume(g.size, Spacing.PIXELS, g.image),
              g.labels,
              new Preparation(size, 1, Resize.STRETCH));
      assertArrayEquals(g.resized, fitted.pixels(), 1e-6f);
      assertArrayEquals(g.resizedLabels, fitted.labels());
      assertEquals((double) g.size[2] / g.newSize[2], fitted.spacing().width(), 1e-12);
    }
  }

  /** By NumPy: mean and std over the image, its 0.5th and 99.5th percentiles, a window. */
  @Test
  void intensitiesAreScaledAsNumPyDoes() throws IOException {
    Intensities e = expected().intensities();
    assertArrayEquals(e.stored, scaled(e.stored, Intensity.STORED), 0);
    assertArrayEquals(e.image, scaled(e.stored, Intensity.of("image")), 2e-6f);
    assertArrayEquals(e.percentile, scaled(e.stored, Intensity.of("percentile")), 2e-6f);
    assertArrayEquals(e.window, scaled(e.stored, Intensity.window(20, 120)), 1e-6f);
    assertArrayEquals(new float[2], scaled(new float[] {7, 7}, Intensity.of("image")));
    assertThrows(IllegalArgumentException.class, () -> Intensity.window(3, 3));
    assertThrows(IllegalArgumentException.class, () -> Intensity.of("window"));
    assertEquals(Intensity.window(-1, 1), Intensity.of(List.of(-1, 1.0)));
  }

  /** The window counts in stored values, whatever white is. */
  @Test
  void theWindowIsInStoredValues() {
    Image image = new Image(1, 1, 4, 255, new float[] {0, 50, 100, 255});
    Preparation p = preparation(List.of(), List.of(), Intensity.window(50, 150));
    assertArrayEquals(new float[] {0, 0, 0.5f, 1}, Fit.of(image, p).pixels(), 1e-6f);
  }

  private static float[] scaled(float[] values, Intensity intensity) {
    Image image = volume(new int[] {1, 1, values.length}, Spacing.PIXELS, values);
    return Fit.of(image, preparation(List.of(), List.of(), intensity)).pixels();
  }

  private static Preparation preparation(
      List<Integer> size, List<Double> spacing, Intensity intensity) {
    return new Preparation(size, 1, Resize.LETTERBOX, List.of(), spacing, intensity);
  }

  /** By Pillow: the image overshoots at its edge, the mask's border stays in the middle. */
  @Test
  void imagesMayBeResampledByACubicWhileMasksAreNot() {
    Image image = new Image(1, 1, 4, 1, new float[] {0, 0, 8, 8});
    Preparation p =
        new Preparation(
            List.of(1, 8),
            1,
            Resize.STRETCH,
            List.of(),
            List.of(),
            Intensity.STORED,
            Interpolation.CUBIC);
    PreparedImage cubic = Fit.of(image, bytes(0, 0, 1, 1), p);
    assertArrayEquals(
        new float[] {0, -0.1751825f, -0.5496183f, 1.625f, 6.375f, 8.549619f, 8.175182f, 8},
        cubic.pixels(),
        1e-6f);
    assertArrayEquals(bytes(0, 0, 0, 0, 1, 1, 1, 1), cubic.labels());
  }

  /**
   * 2x4 into 4x4: factor 1, rows 1 and 2. The padding is background, and pixels and mask keep
   * together.
   */
  @Test
  void letterboxLaysTheMaskWhereTheImageLies() {
    Image image = new Image(1, 2, 4, 1, new float[] {9, 1, 2, 9, 9, 9, 3, 9});
    byte[] labels = bytes(0, 1, 2, 0, 0, 0, 3, 0);
    PreparedImage boxed =
        Fit.of(image, labels, preparation(List.of(4, 4), List.of(), Intensity.STORED));
    assertArrayEquals(bytes(0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0), boxed.labels());
    for (int i = 0; i < 16; i++) {
      if (boxed.labels()[i] > 0) {
        assertEquals(boxed.labels()[i], boxed.pixels()[i]);
      }
    }
    assertEquals(new Shape(1, 4, 4), boxed.shape());
  }

  /** 2x2x2 into 4x2x8: factor 1, corner (1, 0, 3); the shell of a 2x2x2 volume is all of it. */
  @Test
  void volumesAreLetterboxedOnEveryAxis() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] labels = bytes(1, 2, 3, 4, 5, 6, 7, 8);
    Image image = volume(new int[] {2, 2, 2}, Spacing.millimetres(3, 2, 1), values);
    PreparedImage boxed =
        Fit.of(image, labels, preparation(List.of(4, 2, 8), List.of(), Intensity.STORED));
    for (int z = 0; z < 4; z++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 8; x++) {
          int i = (z * 2 + y) * 8 + x;
          boolean inside = z >= 1 && z < 3 && x >= 3 && x < 5;
          int value = ((z - 1) * 2 + y) * 2 + x - 3 + 1;
          assertEquals(inside ? value : 0, boxed.labels()[i]);
          assertEquals(inside ? value : 4.5f, boxed.pixels()[i]);
        }
      }
    }
    assertEquals(Spacing.millimetres(3, 2, 1), boxed.spacing());
  }

  /**
   * Slices 3 mm apart, rows 1 mm, columns 0.5 mm, asked for 1 mm: 4x3x6 voxels become 12x3x3, and
   * 1.5 mm become 8x2x2. The lengths of the body stay.
   */
  @Test
  void spacingIsBroughtToWhatIsAskedFor() {
    Image image = volume(new int[] {4, 3, 6}, Spacing.millimetres(3, 1, 0.5), new float[72]);
    PreparedImage one =
        Fit.of(image, preparation(List.of(), List.of(1.0, 1.0, 1.0), Intensity.STORED));
    assertEquals(new Shape(1, 12, 3, 3), one.shape());
    assertEquals(Spacing.millimetres(1, 1, 1), one.spacing());
    PreparedImage other =
        Fit.of(image, preparation(List.of(), List.of(1.5, 1.5, 1.5), Intensity.STORED));
    assertEquals(new Shape(1, 8, 2, 2), other.shape());
    Image flat = new Image(1, 1, 10, 8, Spacing.millimetres(1, 0.2, 0.4), 1, new float[80]);
    PreparedImage plane = Fit.of(flat, preparation(List.of(), List.of(0.4, 0.4), Intensity.STORED));
    assertEquals(new Shape(1, 5, 8), plane.shape());
    assertEquals(Spacing.millimetres(1, 0.4, 0.4), plane.spacing());
  }

  /** One half of each is a tie, and the lower class has it; a pixel more and the other has. */
  @Test
  void tiesGoToTheLowerClass() {
    Image image = new Image(1, 1, 4, 1, new float[4]);
    Preparation half = new Preparation(List.of(1, 1), 1, Resize.STRETCH);
    assertArrayEquals(bytes(1), Fit.of(image, bytes(2, 2, 1, 1), half).labels());
    assertArrayEquals(bytes(2), Fit.of(image, bytes(2, 2, 2, 1), half).labels());
    assertArrayEquals(bytes(0), Fit.of(image, bytes(0, 0, 3, 3), half).labels());
  }

  /** A mask brightened into its image comes out where the image says, away from one half. */
  @Test
  void imageAndMaskMoveTogether() {
    for (int trial = 0; trial < 200; trial++) {
      RandomGenerator random = Streams.random(trial);
      int[] size = {1 + random.nextInt(5), 2 + random.nextInt(20), 2 + random.nextInt(20)};
      int count = size[0] * size[1] * size[2];
      float[] values = new float[count];
      byte[] labels = new byte[count];
      int from = random.nextInt(count);
      for (int i = from; i < count; i++) {
        labels[i] = 1;
        values[i] = 1;
      }
      List<Integer> to =
          List.of(
              size[0] == 1 ? 1 : 1 + random.nextInt(8),
              1 + random.nextInt(24),
              1 + random.nextInt(24));
      Resize resize = random.nextBoolean() ? Resize.STRETCH : Resize.LETTERBOX;
      PreparedImage fitted =
          Fit.of(volume(size, Spacing.PIXELS, values), labels, new Preparation(to, 1, resize));
      for (int i = 0; i < fitted.labels().length; i++) {
        if (fitted.labels()[i] == 1) {
          assertEquals(1, fitted.pixels()[i], 0.5f);
        } else if (resize == Resize.STRETCH) {
          assertEquals(0, fitted.pixels()[i], 0.501f);
        }
      }
    }
  }
}
