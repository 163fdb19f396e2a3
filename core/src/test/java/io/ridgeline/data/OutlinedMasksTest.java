package io.ridgeline.data;

import static io.ridgeline.data.BoxFiles.boxes;
import static io.ridgeline.data.BoxFiles.strata;
import static io.ridgeline.data.Specs.box;
import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.DataSpec.Masks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes around what masks show. */
class OutlinedMasksTest {
  /** Four columns; the ones in the first two rows touch the one below at a corner. */
  private static final String MASK =
      """
      P2 4 3 255
      0 1 0 2
      1 0 0 2
      0 1 0 1
      """;

  private static final Map<String, String> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("0", "background");
    CLASSES.put("1", "liver");
    CLASSES.put("2", "tumour");
  }

  @TempDir Path folder;
  private BoxFiles files;

  @BeforeEach
  void open() throws IOException {
    files = new BoxFiles(folder);
    files.image("images/a.pgm", 4, 3, 1);
    files.text("masks/a.pgm", MASK);
  }

  private Cohort read(Path source, Masks masks, Map<String, String> classes) {
    return CohortReader.read(Specs.boxed(source, "", classes, masks, false));
  }

  @Test
  void eachPieceOfAClassIsAnObject() throws IOException {
    files.image("images/b.pgm", 4, 3, 2);
    files.image("masks/b.pgm", 4, 3, 0);
    Cohort cohort = read(folder, Masks.LABELS, CLASSES);
    assertEquals(List.of("liver", "tumour"), cohort.classes());
    assertEquals(
        List.of(box(0, 0, 2, 3, 0), box(3, 0, 4, 2, 1), box(3, 2, 4, 3, 0)), boxes(cohort, 0));
    assertEquals(List.of("with objects", "without objects"), strata(cohort));
    // values that are one class are one piece where they touch
    Map<String, String> one = new LinkedHashMap<>(CLASSES);
    one.put("2", "liver");
    assertEquals(
        List.of(box(0, 0, 2, 3, 0), box(3, 0, 4, 3, 0)), boxes(read(folder, Masks.LABELS, one), 0));
  }

  @Test
  void eachValueIsAnObjectOfInstances() throws IOException {
    files.text("masks/a_mask_2.pgm", "P2 4 3 255\n 0 0 1 0\n 0 0 0 0\n 0 0 0 0\n");
    Cohort cohort = read(folder, Masks.INSTANCES, Map.of());
    assertEquals(List.of("foreground"), cohort.classes());
    assertEquals(
        List.of(box(0, 0, 4, 3, 0), box(3, 0, 4, 2, 0), box(2, 0, 3, 1, 0)), boxes(cohort, 0));
  }

  @Test
  void aManifestNamesMasksAndKinds() throws IOException {
    files.text("m.pgm", "P2 4 3 255\n 9 0 0 0\n 9 0 0 0\n 0 0 9 9\n");
    Path index = files.text("index.csv", "image,mask,patient,label\nimages/a.pgm,m.pgm,p,sick\n");
    Cohort cohort = read(index, Masks.BINARY, Map.of());
    assertEquals(List.of("sick"), cohort.strata());
    assertEquals("p", cohort.examples().get(0).group());
    assertEquals(List.of(box(0, 0, 1, 2, 0), box(2, 2, 4, 3, 0)), boxes(cohort, 0));
  }

  @Test
  void masksAreHeldAgainstTheirImages() throws IOException {
    files.image("masks/a.pgm", 3, 4, 1);
    files.image("images/b.pgm", 4, 3, 1);
    assertRefused("the mask has the size 4x3", () -> read(folder, Masks.BINARY, Map.of()));
    assertRefused("b.pgm: there is no mask", () -> read(folder, Masks.BINARY, Map.of()));
  }

  /** index.csv counts 19,684 nuclei. */
  @Test
  void nucleiAreObjects() {
    Path nuclei = RealData.file("nuclei/index.csv").resolve("..").normalize();
    Cohort cohort = read(nuclei, Masks.INSTANCES, Map.of());
    BoxAudit audit = BoxAudit.of(cohort);
    assertEquals(Map.of("foreground", 19_684), audit.objects());
    assertEquals(0, audit.without());
  }
}
