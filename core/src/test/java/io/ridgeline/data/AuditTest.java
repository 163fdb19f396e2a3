package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
  /** The known defect of the published archive: one lesion saved twice, with opposite labels. */
  @Test
  void breastMnistHoldsOneImageTwiceWithOppositeLabels() {
    Cohort cohort = CohortReader.read(Specs.of(RealData.file("medmnist/breastmnist.npz")));
    Audit audit = Audit.of(cohort);
    assertEquals(1, audit.duplicates().size());
    Audit.Duplicates pair = audit.duplicates().get(0);
    assertEquals(List.of("train/115", "test/76"), pair.ids());
    assertEquals(List.of("0", "1"), pair.labels());
    assertTrue(pair.across());
    assertTrue(pair.contradictory());
    assertTrue(audit.leaks());
    DataException e = assertRefused("allowLeakage: true", () -> audit.require(false));
    assertEquals(
        List.of(
            "identical images in different parts with contradictory labels:"
                + " train/115 (0) = test/76 (1)"),
        e.problems());
    assertDoesNotThrow(() -> audit.require(true));
    assertEquals(
        List.of(
            "train: 546 images (0 147, 1 399)",
            "validation: 78 images (0 21, 1 57)",
            "test: 156 images (0 42, 1 114)",
            "all: 780 images (0 210, 1 570)",
            "groups: none known; every image counts as its own patient",
            "sizes (height x width x channels): 28x28x1 (780)",
            "identical images: 1 sets",
            "identical images in different parts with contradictory labels:"
                + " train/115 (0) = test/76 (1)"),
        audit.lines());
  }

  @Test
  void aGroupInTwoPartsLeaks() {
    Cohort cohort =
        Specs.cohort(
            2,
            List.of(
                Specs.example("a", "p1", 1, 0, "train"),
                Specs.example("b", "p1", 2, 0, "test"),
                Specs.example("c", "p2", 3, 1, "train"),
                Specs.example("d", "p2", 4, 1, "train")));
    Audit audit = Audit.of(cohort);
    assertEquals(2, audit.groups());
    assertEquals(2, audit.largestGroup());
    assertEquals(List.of("p1"), audit.groupsAcross());
    assertRefused("group p1 has images in different parts", () -> audit.require(false));
    Split whole = new Split("holdout", new int[] {0, 1}, new int[0], new int[] {2, 3});
    assertFalse(Audit.of(cohort, List.of(whole)).leaks());
    Split torn = new Split("fold", new int[] {0, 2}, new int[] {1}, new int[] {3});
    assertEquals(List.of("p1", "p2"), Audit.of(cohort, List.of(whole, torn)).groupsAcross());
  }

  @Test
  void duplicatesWithinAPartAreListedButDoNotLeak() {
    Cohort cohort =
        Specs.cohort(
            2,
            List.of(
                Specs.example("a", "p1", 1, 0, "train"),
                Specs.example("b", "p2", 1, 0, "train"),
                Specs.example("c", "p3", 3, 1, "test")));
    Audit audit = Audit.of(cohort);
    assertEquals(1, audit.duplicates().size());
    assertFalse(audit.leaks());
    assertDoesNotThrow(() -> audit.require(false));
    assertTrue(audit.lines().contains("identical images: a (class0) = b (class0)"));
  }

  /** v/255 = 257·v/65535, and three equal channels are grey. */
  @Test
  void depthAndGreyAsColourDoNotHideADuplicate() {
    float[] grey = new float[256];
    float[] deep = new float[256];
    float[] colour = new float[768];
    for (int v = 0; v < 256; v++) {
      grey[v] = v;
      deep[v] = 257 * v;
      colour[v] = colour[256 + v] = colour[512 + v] = v;
    }
    Cohort cohort =
        Specs.cohort(
            1,
            List.of(
                example("a", new Image(1, 16, 16, 255, grey)),
                example("b", new Image(1, 16, 16, 65_535, deep)),
                example("c", new Image(3, 16, 16, 255, colour)),
                example("d", new Image(1, 8, 32, 255, grey))));
    Audit audit = Audit.of(cohort);
    assertEquals(
        List.of(List.of("a", "b", "c")),
        audit.duplicates().stream().map(Audit.Duplicates::ids).toList());
  }

  /**
   * By hand: 16 pixels, of them 4 liver (3 of the 8 sick ones, 1 of the 8 well ones) and 1 tumour;
   * c and d hold none.
   */
  @Test
  void whatMasksHoldIsTold() {
    Audit audit =
        Audit.of(
            Specs.masks(
                Specs.masked("a", 0, 0, 1, 1, 2),
                Specs.masked("b", 0, 0, 0, 0, 1),
                Specs.masked("c", 1, 0, 0, 0, 0),
                Specs.masked("d", 1, 1, 0, 0, 0)));
    assertEquals(
        List.of(
            "all: 4 images (sick 2, well 2)",
            "groups: none known; every image counts as its own patient",
            "sizes (height x width x channels): 1x4x1 (4)",
            "liver: in 3 images; of all pixels: sick 37.50 %, well 12.50 %, all 25.00 %",
            "tumour: in 1 images; of all pixels: sick 12.50 %, well 0.00 %, all 6.25 %",
            "empty masks: 1 (sick 0, well 1)",
            "identical images: none"),
        audit.lines());
  }

  /** The kind of image is no target: one image in two strata with one mask contradicts nothing. */
  @Test
  void identicalImagesWithDifferentMasksContradict() {
    Image image = new Image(1, 1, 2, 255, new float[] {3, 4});
    Example a = new Example("a", "a", image, new Mask(new byte[] {0, 1}, 0), "", Map.of());
    Example b = new Example("b", "b", image, new Mask(new byte[] {0, 1}, 1), "", Map.of());
    Example c = new Example("c", "c", image, new Mask(new byte[] {1, 1}, 1), "", Map.of());
    Audit same = Audit.of(Specs.masks(a, b));
    assertFalse(same.duplicates().get(0).contradictory());
    assertFalse(same.leaks());
    Audit other = Audit.of(Specs.masks(a, b, c));
    assertTrue(other.leaks());
    assertRefused(
        "identical images with different masks: a (sick) = b (well) = c (well)",
        () -> other.require(false));
  }

  @Test
  void manySizesAndSpacingsAreTheirRanges() {
    List<Example> examples = new java.util.ArrayList<>();
    for (int i = 0; i < 13; i++) {
      Spacing spacing = Spacing.millimetres(1.5, 0.5 + i / 4.0, 1);
      examples.add(
          example("v" + i, new Image(1, 2 + i, 9, 4, spacing, 1, new float[(2 + i) * 36])));
    }
    List<String> lines = Audit.of(Specs.cohort(1, examples)).lines();
    assertTrue(
        lines.contains("sizes (depth x height x width x channels): 13 different, 2-14 x 9 x 4 x 1"),
        lines.toString());
    assertTrue(
        lines.contains(
            "spacing (depth x height x width, of 13 images): 1.500 x 0.5000-3.500 x 1.000 mm"),
        lines.toString());
  }

  private static Example example(String id, Image image) {
    return new Example(id, id, image, new ClassLabel(0), "", Map.of());
  }
}
