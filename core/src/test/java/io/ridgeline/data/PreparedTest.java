package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreparedTest {
  private static final Image RED = new Image(3, 1, 1, 255, new float[] {255, 0, 51});
  private static final Image GREY = new Image(1, 2, 3, 100, new float[] {0, 10, 20, 30, 40, 100});

  @Test
  void channelsAreConvertedByLumaAndByCopying() {
    float[] grey = Fit.of(RED, new Shape(1, 1, 1), Resize.STRETCH);
    assertArrayEquals(new float[] {0.299f + 0.114f * 0.2f}, grey, 1e-6f);
    float[] colour = Fit.of(GREY, new Shape(3, 2, 3), Resize.STRETCH);
    float[] plane = {0, 0.1f, 0.2f, 0.3f, 0.4f, 1};
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(plane, Arrays.copyOfRange(colour, 6 * c, 6 * c + 6), 1e-7f);
    }
  }

  /** 2x3 into 4x4: factor 4/3, so 3x4 below nothing and above one row of the ring's mean 1/3. */
  @Test
  void letterboxKeepsProportionsAndFillsWithTheBorderMean() {
    float[] boxed = Fit.of(GREY, new Shape(1, 4, 4), Resize.LETTERBOX);
    float[] inner =
        Interpolation.LINEAR.resize(new float[] {0, 0.1f, 0.2f, 0.3f, 0.4f, 1}, 2, 3, 3, 4);
    assertArrayEquals(inner, Arrays.copyOf(boxed, 12), 1e-7f);
    for (int i = 12; i < 16; i++) {
      assertEquals(2f / 6, boxed[i], 1e-6f);
    }
  }

  @Test
  void differentImagesAreRefusedWithTheirSizesAndTheFix() {
    Cohort cohort = cohort(RED, GREY, GREY);
    assertRefused(
        "2 of 2x3, 1 of 1x1; set one, such as size: 64",
        () -> Prepared.of(cohort, Specs.AS_STORED));
    assertRefused("2 of grey, 1 of colour", () -> Prepared.of(cohort, Specs.AS_STORED));
    Prepared prepared = Prepared.of(cohort, new Preparation(List.of(4, 5), 1, Resize.STRETCH));
    assertEquals(new Shape(1, 4, 5), prepared.shape());
    assertEquals(20, prepared.images().get(0).pixels().length);
  }

  /** By hand: values 0, 0.1, 0.2, 0.3, 0.4, 1 have mean 1/3 and population variance 19/180. */
  @Test
  void normalizationIsMeasuredOnTheGivenExamplesOnly() {
    Prepared prepared = Prepared.of(cohort(GREY, constant(70)), Specs.AS_STORED);
    Normalization one = Normalization.measure(prepared, new int[] {0});
    assertArrayEquals(new float[] {1f / 3}, one.mean(), 1e-7f);
    assertArrayEquals(new float[] {(float) Math.sqrt(19 / 180.0)}, one.std(), 1e-6f);
    Normalization flat = Normalization.measure(prepared, new int[] {1});
    assertArrayEquals(new float[] {1}, flat.std());
    assertArrayEquals(new float[6], flat.apply(prepared.images().get(1).pixels()), 1e-7f);
  }

  @Test
  void theHashFollowsPixelsLabelsGroupsAndSplitsButNotNames() {
    Cohort cohort = cohort(GREY, GREY);
    String hash = Prepared.of(cohort, Specs.AS_STORED).hash();
    assertEquals(64, hash.length());
    assertEquals(hash, Prepared.of(cohort(GREY, GREY), Specs.AS_STORED).hash());
    assertNotEquals(hash, Prepared.of(cohort(GREY, constant(1)), Specs.AS_STORED).hash());
    assertNotEquals(hash, Prepared.of(changed(cohort, "group1", 1), Specs.AS_STORED).hash());
    assertNotEquals(hash, Prepared.of(changed(cohort, "other", 0), Specs.AS_STORED).hash());
    assertEquals(hash, Prepared.of(changed(cohort, "group1", 0), Specs.AS_STORED).hash());
    Split split = new Split("holdout", new int[] {0}, new int[] {1}, new int[0]);
    Split other = new Split("holdout", new int[] {0}, new int[0], new int[] {1});
    Prepared prepared = Prepared.of(cohort, Specs.AS_STORED);
    assertNotEquals(prepared.hash(List.of(split)), prepared.hash(List.of(other)));
  }

  /**
   * Pins the hash of classification data, on which the keys of every finished trial rest: SHA-256
   * by Python's hashlib over the text {@code 1×2×3} and 2, then for each image its 6 floats, 0 and
   * its group; every number big-endian in 4 bytes, texts and arrays after their length.
   */
  @Test
  void theHashOfClassificationDataStaysAsItWas() {
    assertEquals(
        "63d967c0500812362f36bedb22a5023c814f5dc95fa6bcf97d1ededfc34a61ed",
        Prepared.of(cohort(GREY, GREY), Specs.AS_STORED).hash());
  }

  @Test
  void theHashOfMasksFollowsTheirClassesAndSpacing() {
    Example one = Specs.masked("a", 0, 0, 1, 1, 2);
    String hash = hash(one);
    assertEquals(hash, hash(Specs.masked("a", 0, 0, 1, 1, 2)));
    assertNotEquals(hash, hash(Specs.masked("a", 1, 0, 1, 1, 2)));
    Image image = one.image();
    Mask other = new Mask(new byte[] {0, 1, 2, 2}, 0);
    assertNotEquals(hash, hash(new Example("a", "a", image, other, "", Map.of())));
    Image spaced = new Image(1, 1, 1, 4, Spacing.millimetres(1, 1, 2), 255, image.values());
    assertNotEquals(hash, hash(new Example("a", "a", spaced, one.target(), "", Map.of())));
    // with patches images keep their sizes, and the same values in another form are other images
    Image square = new Image(1, 2, 2, 255, image.values());
    assertNotEquals(hash, hash(new Example("a", "a", square, one.target(), "", Map.of())));
  }

  private static String hash(Example example) {
    Preparation patches =
        new Preparation(List.of(), 0, Resize.STRETCH, List.of(2, 2), List.of(), Intensity.STORED);
    return Prepared.of(Specs.masks(example), patches).hash();
  }

  @Test
  void patchesLeaveImagesTheirSizes() {
    Preparation patches =
        new Preparation(List.of(), 0, Resize.STRETCH, List.of(16, 8), List.of(), Intensity.STORED);
    Prepared prepared =
        Prepared.of(
            Specs.masks(Specs.masked("a", 0, 1, 2), Specs.masked("b", 1, 0, 1, 2)), patches);
    assertEquals(new Shape(1, 16, 8), prepared.shape());
    assertEquals(new Shape(1, 1, 2), prepared.images().get(0).shape());
    assertEquals(new Shape(1, 1, 3), prepared.images().get(1).shape());
    assertArrayEquals(new byte[] {0, 1, 2}, prepared.images().get(1).labels());
    assertRefused(
        "; set one, such as size: 64 or [48, 64], or a patch",
        () ->
            Prepared.of(
                Specs.masks(Specs.masked("a", 0, 1, 2), Specs.masked("b", 1, 0, 1, 2)),
                Specs.AS_STORED));
  }

  @Test
  void volumesAndFlatImagesNeedTheirNumberOfLengths() {
    Image volume = new Image(1, 2, 3, 4, Spacing.millimetres(1, 1, 1), 1, new float[24]);
    Preparation flat = new Preparation(List.of(8, 8), 1, Resize.STRETCH);
    assertRefused(
        "size: 1 images are volumes; give size: [z, y, x]",
        () -> Prepared.of(cohort(volume), flat));
    Preparation deep =
        new Preparation(
            List.of(), 1, Resize.STRETCH, List.of(8, 8, 8), List.of(1.0, 1.0), Intensity.STORED);
    assertRefused(
        "patch: 1 images are flat; give patch: [y, x]", () -> Prepared.of(cohort(GREY), deep));
    assertRefused(
        "spacing: 1 images do not say how many millimetres", () -> Prepared.of(cohort(GREY), deep));
    assertRefused("spacing: 1 images are volumes", () -> Prepared.of(cohort(volume), deep));
    Preparation spaced =
        new Preparation(
            List.of(), 0, Resize.STRETCH, List.of(), List.of(2.0, 1.0, 0.5), Intensity.STORED);
    assertEquals(new Shape(1, 1, 3, 8), Prepared.of(cohort(volume), spaced).shape());
    assertRefused(
        "sizes (depth x height x width): 1 of 2x3, 1 of 2x3x4; set one, such as size: [32, 48, 32]",
        () -> Prepared.of(cohort(volume, GREY), Specs.AS_STORED));
  }

  private static Image constant(float value) {
    float[] values = new float[6];
    Arrays.fill(values, value);
    return new Image(1, 2, 3, 100, values);
  }

  private static Cohort cohort(Image... images) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < images.length; i++) {
      examples.add(new Example("id" + i, "group" + i, images[i], new ClassLabel(0), "", Map.of()));
    }
    return Specs.cohort(2, examples);
  }

  private static Cohort changed(Cohort cohort, String group, int label) {
    Example last = cohort.examples().get(1);
    return Specs.cohort(
        2,
        List.of(
            cohort.examples().get(0),
            new Example("renamed", group, last.image(), new ClassLabel(label), "", Map.of())));
  }
}
