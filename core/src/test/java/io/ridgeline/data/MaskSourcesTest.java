package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Masks;
import io.ridgeline.image.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskSourcesTest {
  private static final Map<String, String> ORGANS = new LinkedHashMap<>();

  static {
    ORGANS.put("0", "background");
    ORGANS.put("1", "liver");
    ORGANS.put("2", "tumour");
  }

  @TempDir Path folder;

  /** A grey image of two rows and three columns. */
  private void file(String name, int... values) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    StringBuilder text = new StringBuilder("P2 3 2 255\n");
    for (int i = 0; i < 6; i++) {
      text.append(i < values.length ? values[i] : 0).append('\n');
    }
    Files.writeString(file, text);
  }

  private Cohort read(Masks masks, Map<String, String> classes) {
    return CohortReader.read(Specs.masked(folder, Columns.DEFAULT, "", classes, masks));
  }

  private static byte[] mask(Cohort cohort, int example) {
    return ((Mask) cohort.examples().get(example).target()).labels();
  }

  private static List<String> strata(Cohort cohort) {
    return IntStream.range(0, cohort.size())
        .mapToObj(i -> cohort.strata().get(cohort.stratum(i)))
        .toList();
  }

  @Test
  void masksAreFoundByNameWithAndWithoutSuffix() throws IOException {
    file("images/a.pgm");
    file("images/a_1.pgm");
    file("images/b.png");
    file("images/c.nii.pgm");
    file("masks/a.pgm", 255);
    file("masks/a_1-seg.pgm", 0, 255);
    file("masks/b_mask.pgm", 0, 0, 255);
    file("masks/b_mask_1.pgm", 0, 0, 255, 255);
    file("masks/c.nii_GT.pgm");
    Files.createFile(folder.resolve("index.csv"));
    Files.createFile(folder.resolve("masks/.hidden"));
    Cohort cohort = read(Masks.BINARY, Map.of());
    assertTrue(cohort.masked());
    assertEquals(List.of("background", "foreground"), cohort.classes());
    assertEquals(
        List.of("images/a.pgm", "images/a_1.pgm", "images/b.png", "images/c.nii.pgm"),
        cohort.examples().stream().map(Example::id).toList());
    assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0}, mask(cohort, 0));
    assertArrayEquals(new byte[] {0, 1, 0, 0, 0, 0}, mask(cohort, 1));
    assertArrayEquals(new byte[] {0, 0, 1, 1, 0, 0}, mask(cohort, 2));
    assertArrayEquals(new byte[6], mask(cohort, 3));
    assertEquals(
        List.of("with foreground", "with foreground", "with foreground", "without foreground"),
        strata(cohort));
  }

  /**
   * As ultrasound sets are shared: a (1).png, a (1)_mask.png and a (1)_mask_1.png in one folder.
   */
  @Test
  void masksMayLieBesideTheirImages() throws IOException {
    file("benign/a (1).pgm");
    file("benign/a (1)_mask.pgm", 255);
    file("benign/a (1)_mask_1.pgm", 0, 255);
    file("benign/a_seg.pgm", 7);
    file("benign/a_seg_mask.pgm");
    file("malignant/a (1).pgm");
    file("malignant/a (1)_mask.pgm", 0, 0, 255);
    Cohort cohort = read(Masks.BINARY, Map.of());
    assertEquals(
        List.of("benign/a (1).pgm", "benign/a_seg.pgm", "malignant/a (1).pgm"),
        cohort.examples().stream().map(Example::id).toList());
    assertEquals(List.of("benign", "benign", "malignant"), strata(cohort));
    assertArrayEquals(new byte[] {1, 1, 0, 0, 0, 0}, mask(cohort, 0));
    assertArrayEquals(new byte[6], mask(cohort, 1));
    assertArrayEquals(new byte[] {0, 0, 1, 0, 0, 0}, mask(cohort, 2));
    file("malignant/b.pgm");
    assertRefused(
        "malignant/b.pgm: there is no mask for it in ", () -> read(Masks.BINARY, Map.of()));
  }

  /** As the Medical Segmentation Decathlon and nnU-Net name them; imagesTs have no labels. */
  @Test
  void foldersMayBeImagesTrAndLabelsTr() throws IOException {
    file("imagesTr/case_1_0000.pgm");
    file("imagesTr/case_2.pgm");
    file("imagesTs/case_3.pgm");
    file("labelsTr/case_1.pgm", 1);
    file("labelsTr/case_2.pgm", 0, 1);
    Cohort cohort = read(Masks.LABELS, Map.of());
    assertEquals(2, cohort.size());
    assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0}, mask(cohort, 0));
    assertArrayEquals(new byte[] {0, 1, 0, 0, 0, 0}, mask(cohort, 1));
  }

  @Test
  void foldersBelowOrAboveAreStrataAndParts() throws IOException {
    file("images/benign/1.pgm");
    file("images/malignant/1.pgm");
    file("masks/benign/1.pgm", 1);
    file("masks/malignant/1.pgm", 1, 1);
    Cohort below = read(Masks.BINARY, Map.of());
    assertEquals(List.of("benign", "malignant"), strata(below));
    assertArrayEquals(new byte[] {1, 1, 0, 0, 0, 0}, mask(below, 1));
    Path parts = folder.resolve("parts");
    for (String name : List.of("train/well", "train/sick", "val/sick", "test/sick")) {
      file("parts/" + name + "/image/x.pgm");
      file("parts/" + name + "/label/x.pgm", 9);
    }
    Cohort above =
        CohortReader.read(Specs.masked(parts, Columns.DEFAULT, "", Map.of(), Masks.BINARY));
    assertEquals(List.of("sick", "sick", "well", "sick"), strata(above));
    assertEquals(
        List.of("test", "train", "train", "validation"),
        above.examples().stream().map(Example::part).toList());
    assertEquals("train/sick/image/x.pgm", above.examples().get(1).id());
  }

  @Test
  void labelsAreNamedByTheirStoredValues() throws IOException {
    file("images/a.pgm");
    file("labels/a.pgm", 2, 1, 0, 1);
    Cohort cohort = read(Masks.LABELS, ORGANS);
    assertEquals(List.of("background", "liver", "tumour"), cohort.classes());
    assertArrayEquals(new byte[] {2, 1, 0, 1, 0, 0}, mask(cohort, 0));
    Map<String, String> joined = new LinkedHashMap<>(ORGANS);
    joined.put("2", "liver");
    assertArrayEquals(new byte[] {1, 1, 0, 1, 0, 0}, mask(read(Masks.LABELS, joined), 0));
    Cohort found = read(Masks.LABELS, Map.of());
    assertEquals(List.of("0", "1", "2"), found.classes());
    Map<String, String> few = Map.of("0", "background");
    assertRefused(
        "labels/a.pgm: row 1, column 1: the value 2 is no class; 1 pixels in 1 masks hold it;"
            + " known: 0",
        () -> read(Masks.LABELS, few));
    assertRefused("the value 1 is no class; 2 pixels", () -> read(Masks.LABELS, few));
  }

  @Test
  void instancesAreAllForegroundAndBinaryMasksHoldOneValue() throws IOException {
    file("images/a.pgm");
    file("masks/a.pgm", 0, 7, 9, 0, 255);
    Map<String, String> names = new LinkedHashMap<>();
    names.put("0", "background");
    names.put("1", "nucleus");
    Cohort cohort = read(Masks.INSTANCES, names);
    assertEquals(List.of("background", "nucleus"), cohort.classes());
    assertEquals(List.of("with nucleus"), cohort.strata());
    assertArrayEquals(new byte[] {0, 1, 1, 0, 1, 0}, mask(cohort, 0));
    assertRefused(
        "masks/a.pgm: row 1, column 3: masks of two classes hold 0 and one other value, and these"
            + " hold 7, 9, 255",
        () -> read(Masks.BINARY, Map.of()));
  }

  /** One pass finds everything. */
  @Test
  void everyProblemOfAFolderIsListed() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      file("images/" + name + ".pgm");
    }
    file("images/f.png");
    file("masks/a.pgm", 1);
    Files.writeString(folder.resolve("masks/b.pgm"), "P2 2 2 255 0 0 0 1\n");
    Files.writeString(folder.resolve("masks/d.ppm"), "P3 3 2 255 " + "1 1 2 ".repeat(6));
    Files.writeString(folder.resolve("masks/e.pgm"), "torn");
    file("masks/f.pgm");
    file("masks/z.pgm");
    DataException e = assertRefused("6 problems", () -> read(Masks.BINARY, Map.of()));
    List<String> expected =
        List.of(
            "b.pgm: the mask has the size 2x2, its image 2x3",
            "images/c.pgm: there is no mask for it in ",
            "d.ppm: row 1, column 1 is coloured; a mask holds one number a pixel",
            "e.pgm: is no image of a known format",
            "images/f.pgm: two images have this name",
            "masks/z.pgm: there is no image for this mask");
    for (int i = 0; i < expected.size(); i++) {
      String problem = e.problems().get(i);
      assertTrue(problem.contains(expected.get(i)), problem);
    }
  }

  @Test
  void whatHasNoMasksIsRefused() throws IOException {
    file("sick/a.pgm");
    assertRefused(
        "has no folders images and masks (or labels); it has: sick",
        () -> read(Masks.BINARY, Map.of()));
    file("images/a.pgm");
    assertRefused("has images, but no folder masks", () -> read(Masks.BINARY, Map.of()));
    file("masks/a.pgm");
    assertRefused("every mask is empty", () -> read(Masks.BINARY, Map.of()));
    file("images/deep/er/a.pgm");
    assertRefused("a folder too deep", () -> read(Masks.BINARY, Map.of()));
    file("images/deep/b.pgm");
    assertRefused("images beside folders of images", () -> read(Masks.BINARY, Map.of()));
    file("images/other/b.pgm");
    file("masks/b.pgm", 1);
    assertRefused("masks/b.pgm: this mask belongs to two", () -> read(Masks.BINARY, Map.of()));
  }

  @Test
  void labelsOfOnePixelMustAgree() throws IOException {
    file("images/a.pgm");
    file("masks/a_mask.pgm", 1, 2);
    file("masks/a_mask_2.pgm", 0, 1);
    assertRefused(
        "a_mask_2.pgm: row 1, column 2 is 1 here and 2 in another mask of the same image",
        () -> read(Masks.LABELS, ORGANS));
  }

  @Test
  void aManifestNamesMasksPatientsAndStrata() throws IOException {
    file("images/a.pgm");
    file("images/b.pgm");
    file("m/a1.pgm", 1);
    file("m/a2.pgm", 0, 2);
    file("m/b.pgm", 0, 0, 2);
    Cohort cohort =
        manifest(
            """
            image,mask,patient,split,label
            images/a.pgm,m/a1.pgm | m/a2.pgm,p1,train,sick
            images/b.pgm,m/b.pgm,p2,test,well
            """);
    assertEquals(List.of("sick", "well"), strata(cohort));
    assertArrayEquals(new byte[] {1, 2, 0, 0, 0, 0}, mask(cohort, 0));
    assertEquals("p2", cohort.examples().get(1).group());
    assertEquals(Map.of(), cohort.examples().get(0).columns());
    Cohort plain = manifest("image,mask\nimages/a.pgm,m/a1.pgm;m/a2.pgm\n");
    assertEquals(List.of("with foreground"), plain.strata());
  }

  @Test
  void everyProblemOfAManifestIsListed() throws IOException {
    file("images/a.pgm");
    file("images/b.pgm");
    file("images/c.pgm");
    file("m/a.pgm", 1);
    DataException e =
        assertRefused(
            "5 problems",
            () ->
                manifest(
                    """
                    image,mask,label
                    images/a.pgm,,x
                    images/b.pgm,../out.pgm,x
                    images/c.pgm,m/a.pgm,
                    images/d.pgm,m/a.pgm,x
                    images/e.pgm,m/z.pgm|,x
                    """));
    List<String> expected =
        List.of(
            "line 2: the mask's path is empty",
            "line 3: the path '../out.pgm' leaves the root",
            "line 4: the label is empty",
            "line 5: " + folder.resolve("images/d.pgm") + ": there is no such file",
            "line 6: the mask's path is empty");
    for (int i = 0; i < expected.size(); i++) {
      String problem = e.problems().get(i);
      assertTrue(problem.contains(expected.get(i)), problem);
    }
    assertRefused("no column 'mask' for the mask", () -> manifest("image,label\nimages/a.pgm,x\n"));
    Columns named = new Columns("image", "kind", "patient", "split", "mask");
    assertRefused(
        "no column 'kind' for the label",
        () -> manifest("image,mask\nimages/a.pgm,m/a.pgm\n", named));
  }

  private Cohort manifest(String text) throws IOException {
    return manifest(text, Columns.DEFAULT);
  }

  private Cohort manifest(String text, Columns columns) throws IOException {
    Path file = Files.writeString(folder.resolve("index.csv"), text);
    return CohortReader.read(Specs.masked(file, columns, "", ORGANS, Masks.LABELS));
  }

  /** Written by NumPy: see oracles/preparation.py. */
  @Test
  void anArchiveHoldsMasksBesideItsImages() {
    Path file = Fixtures.path(MaskSourcesTest.class, "masks.npz");
    Cohort cohort =
        CohortReader.read(Specs.masked(file, Columns.DEFAULT, "", ORGANS, Masks.LABELS));
    assertEquals(List.of("5", "7", "7", "5"), strata(cohort));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1}, mask(cohort, 0));
    assertArrayEquals(new byte[] {2, 1, 0, 0, 0, 0}, mask(cohort, 2));
    assertEquals("test/1", cohort.examples().get(3).id());
    assertArrayEquals(
        new float[] {18, 19, 20, 21, 22, 23}, cohort.examples().get(3).image().values());
    // without the task the labels are the classes
    assertEquals(List.of("5", "7"), CohortReader.read(Specs.of(file)).classes());
  }

  /** Counts as published; every image has a mask, and those of normal breasts are empty. */
  @Test
  void busiIsReadAsPublished() {
    Path busi = RealData.file("busi/index.csv").resolve("..").normalize();
    Cohort cohort =
        CohortReader.read(Specs.masked(busi, Columns.DEFAULT, "", Map.of(), Masks.BINARY));
    assertEquals(780, cohort.size());
    assertEquals(List.of("benign", "malignant", "normal"), cohort.strata());
    Audit audit = Audit.of(cohort);
    MaskAudit masks = audit.masks();
    assertEquals(Map.of("foreground", 647), masks == null ? Map.of() : masks.images());
    assertEquals(
        Map.of("benign", 0, "malignant", 0, "normal", 133),
        masks == null ? Map.of() : masks.empty());
    assertEquals(
        List.of("images/benign/benign_433.png", "images/malignant/malignant_145.png"),
        audit.duplicates().get(0).ids());
  }

  /** index.csv counts 19,684 nuclei in 555 images. */
  @Test
  void nucleiAreInstances() {
    Path nuclei = RealData.file("nuclei/index.csv").resolve("..").normalize();
    Cohort cohort =
        CohortReader.read(Specs.masked(nuclei, Columns.DEFAULT, "", Map.of(), Masks.INSTANCES));
    assertEquals(555, cohort.size());
    assertEquals(List.of("with foreground"), cohort.strata());
  }

  /** Voxels of the two halves in 100 volumes as index.csv counts them. */
  @Test
  void hippocampiAreVolumesOfTwoClasses() throws IOException {
    Path index = RealData.file("hippocampus/index.csv");
    Map<String, String> names = new LinkedHashMap<>();
    names.put("0", "background");
    names.put("1", "anterior");
    names.put("2", "posterior");
    Cohort cohort =
        CohortReader.read(
            Specs.masked(
                index.resolve("..").normalize(), Columns.DEFAULT, "", names, Masks.LABELS));
    Map<String, long[]> voxels = new LinkedHashMap<>();
    try (Csv csv = new Csv(Files.newInputStream(index))) {
      List<String> header = Objects.requireNonNull(csv.next()).cells();
      for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
        voxels.put(
            "images/" + row.cells().get(header.indexOf("file")),
            new long[] {
              Long.parseLong(row.cells().get(header.indexOf("anterior_voxels"))),
              Long.parseLong(row.cells().get(header.indexOf("posterior_voxels")))
            });
      }
    }
    assertEquals(100, cohort.size());
    for (int i = 0; i < cohort.size(); i++) {
      long[] counts = new long[3];
      for (byte label : mask(cohort, i)) {
        counts[label]++;
      }
      long[] expected = Objects.requireNonNull(voxels.get(cohort.examples().get(i).id()));
      assertArrayEquals(expected, new long[] {counts[1], counts[2]});
    }
  }
}
