package io.ridgeline.data;

import static io.ridgeline.data.BoxFiles.assertContain;
import static io.ridgeline.data.BoxFiles.assertProblems;
import static io.ridgeline.data.BoxFiles.boxes;
import static io.ridgeline.data.BoxFiles.ids;
import static io.ridgeline.data.BoxFiles.parts;
import static io.ridgeline.data.BoxFiles.strata;
import static io.ridgeline.data.Specs.box;
import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocSourceTest {
  @TempDir Path folder;
  private BoxFiles files;

  @BeforeEach
  void open() {
    files = new BoxFiles(folder);
  }

  private static String object(String name, Object xmin, Object ymin, Object xmax, Object ymax) {
    return String.format(
        Locale.ROOT,
        """
        <object>
        <name>%s</name>
        <bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>
        </object>
        """,
        name,
        xmin,
        ymin,
        xmax,
        ymax);
  }

  /** The first object begins on line 2, its box on line 4. */
  private void annotation(String name, String... inner) throws IOException {
    files.text(
        "Annotations/" + name + ".xml",
        "<annotation>\n" + String.join("", inner) + "</annotation>\n");
  }

  private void image(String name, int value) throws IOException {
    files.image("JPEGImages/" + name + ".pgm", 8, 6, value);
  }

  @Test
  void boxesAreReadWithTheirClassesAndParts() throws IOException {
    image("a", 1);
    image("b", 2);
    image("c", 3);
    image("d", 4);
    annotation(
        "a",
        "<filename>other.pgm</filename><size><width>8</width><height>6</height></size>\n",
        object("well", 1, 2, 3, 5),
        object("sick", " 0.5 ", 0, 8, 5.5));
    annotation("b");
    annotation("c", object("sick", 0, 0, 8, 6));
    annotation("d", object("rare", 0, 0, 8, 6));
    files.text("ImageSets/Main/train.txt", "a\nb.png\n\nb2\n");
    files.text("ImageSets/Main/test.txt", "c\n");
    files.text("ImageSets/Main/trainval.txt", "a\nb\nd\n");
    annotation("b2");
    image("b2", 5);
    Cohort cohort = files.read();
    assertTrue(cohort.boxed());
    assertEquals(List.of("sick", "well"), cohort.classes());
    assertEquals(
        List.of("JPEGImages/a.pgm", "JPEGImages/b.pgm", "JPEGImages/b2.pgm", "JPEGImages/c.pgm"),
        ids(cohort));
    assertEquals(List.of("train", "train", "train", "test"), parts(cohort));
    assertEquals(List.of(box(1, 2, 3, 5, 1), box(0.5, 0, 8, 5.5, 0)), boxes(cohort, 0));
    assertEquals(List.of(), boxes(cohort, 1));
    assertEquals(
        List.of("with objects", "without objects", "without objects", "with objects"),
        strata(cohort));
    assertContain(
        List.of("1 images that no list of ImageSets/Main names, the first of " + folder),
        cohort.left());
    assertTrue(cohort.left().get(0).endsWith("d.xml"), cohort.left().get(0));
  }

  @Test
  void withoutListsThereAreNoPartsAndTheAnnotationNamesItsImage() throws IOException {
    files.image("images/scan 1.pgm", 8, 6, 1);
    annotation("1", "<filename>scan 1.pgm</filename>", object("x", 0, 0, 2, 2));
    Cohort cohort = files.read();
    assertEquals(List.of("images/scan 1.pgm"), ids(cohort));
    assertEquals(List.of(""), parts(cohort));
    assertEquals(List.of("with objects"), cohort.strata());
  }

  @Test
  void trainIsWhatTrainvalHasBesideVal() throws IOException {
    for (String name : List.of("a 1", "b", "c")) {
      image(name, name.charAt(0));
      annotation(name, object("x", 0, 0, 2, 2));
    }
    files.text("ImageSets/Main/trainval.txt", "a 1\nb\n");
    files.text("ImageSets/Main/val.txt", "b\n");
    files.text("ImageSets/Main/test.txt", "c\n");
    assertEquals(List.of("train", "validation", "test"), parts(files.read()));
  }

  /** Parts of an object have names and boxes of their own. */
  @Test
  void onlyTheObjectsThemselvesAreRead() throws IOException {
    image("a", 1);
    annotation(
        "a",
        "<object><name>whole</name><part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin>"
            + "<xmax>2</xmax><ymax>2</ymax></bndbox></part><bndbox><xmin>0</xmin><ymin>0</ymin>"
            + "<xmax>7</xmax><ymax>6</ymax></bndbox><difficult>1</difficult></object>");
    Cohort cohort = files.read();
    assertEquals(List.of("whole"), cohort.classes());
    assertEquals(List.of(box(0, 0, 7, 6, 0)), boxes(cohort, 0));
  }

  @Test
  void classesAreMappedAndOthersAreRefused() throws IOException {
    image("a", 1);
    annotation("a", object("big", 0, 0, 8, 6), object("small", 0, 0, 1, 1));
    Map<String, String> classes = new LinkedHashMap<>();
    classes.put("small", "cell");
    classes.put("big", "cell");
    Cohort cohort = files.read(classes, false);
    assertEquals(List.of("cell"), cohort.classes());
    assertEquals(List.of(box(0, 0, 8, 6, 0), box(0, 0, 1, 1, 0)), boxes(cohort, 0));
    classes.remove("small");
    assertRefused(
        "a.xml: line 8: unknown label 'small'; known: big", () -> files.read(classes, true));
  }

  private void everythingWrong() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      image(name, name.charAt(0));
    }
    annotation(
        "a",
        object("x", 2, 2, 2, 5),
        object("x", 5, 2, 3, 5),
        object("x", 0, 0, 9.5, 6),
        object("x", -1, -0.5, 8.9, 7),
        object("x", 20, 20, 30, 30),
        object("x", "two", 0, 3, 3),
        object("", 0, 0, 3, 3),
        "<object><name>x</name></object>");
    annotation("b", "<size><width>6</width><height>8</height></size>");
    annotation("c", "<object>\n");
    files.text("Annotations/d.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>\n<annotation/>\n");
    files.text("Annotations/e.xml", "<annotation>\n&outside;</annotation>");
    files.text("Annotations/f.xml", "<?xml version='1.0'?>\n<html/>");
    annotation("missing", "<filename>m.png</filename>");
    annotation("h", object("x", 1, 1, 2, 2));
  }

  /** One pass finds everything; boxes that reach out by a pixel at most are cut to their image. */
  @Test
  void everyProblemIsListedWithItsLine() throws IOException {
    everythingWrong();
    DataException e = assertRefused("14 problems", () -> files.read());
    assertProblems(
        List.of(
            "a.xml: line 24: xmin is 'two', which is no number",
            "a.xml: line 28: the object has no name",
            "a.xml: line 30: xmin is missing",
            "a.xml: line 4: the box of 'x' from 2, 2 to 2, 5 has no area",
            "a.xml: line 8: the box of 'x' from 5, 2 to 3, 5 ends before it begins",
            "a.xml: line 12: the box of 'x' from 0, 0 to 9.500, 6 reaches 1.500 pixels out of the"
                + " image of 6x8 (height x width)",
            "a.xml: line 20: the box of 'x' from 20, 20 to 30, 30 reaches 24 pixels out",
            "b.xml: says that its image is 8x6 (height x width), and it is 6x8",
            "c.xml: line 3: is no valid XML",
            "d.xml: line 1: has a DOCTYPE",
            "e.xml: line 2: ",
            "f.xml: line 2: is no Pascal VOC annotation: it begins with <html>",
            "missing.xml: there is no image 'm.png' for it in ",
            "g.pgm: there is no annotation for it"),
        e);
  }

  @Test
  void whatIsBadCanBeLeftOut() throws IOException {
    everythingWrong();
    Cohort cohort = files.read(Map.of(), true);
    assertEquals(List.of("JPEGImages/a.pgm", "JPEGImages/h.pgm"), ids(cohort));
    assertEquals(List.of(box(0, 0, 8, 6, 0), box(0, 0, 8, 6, 0)), boxes(cohort, 0));
    assertEquals(14, cohort.left().size());
    assertEquals("what lies outside the image of 1 boxes", cohort.left().get(13));
  }

  @Test
  void listsAndImagesMustFitTogether() throws IOException {
    image("a", 1);
    files.image("JPEGImages/a.bmp", 8, 6, 2);
    annotation("a");
    image("b", 3);
    annotation("b", object("x", 0, 0, 1, 1));
    annotation("c", "<filename>b.pgm</filename>");
    files.text("ImageSets/Main/train.txt", "a\nb\nc\n");
    files.text("ImageSets/Main/val.txt", "z\na\n");
    DataException e = assertRefused("4 problems", () -> files.read());
    assertProblems(
        List.of(
            "val.txt: line 2: 'a' stands in " + folder.resolve("ImageSets/Main/train.txt: line 1"),
            "a.xml: two images have its name",
            "c.xml: its image " + folder.resolve("JPEGImages/b.pgm") + " belongs to ",
            "val.txt: line 1: there is no annotation 'z.xml'"),
        e);
  }

  @Test
  void anotherFolderIsNone() throws IOException {
    files.image("images/a.pgm", 8, 6, 1);
    annotation("a");
    assertRefused("there is no box in any image", () -> files.read());
    Files.delete(folder.resolve("images/a.pgm"));
    Files.delete(folder.resolve("images"));
    assertRefused("has Annotations, but no folder JPEGImages", () -> files.read());
    Files.delete(folder.resolve("Annotations/a.xml"));
    assertRefused("has no boxes in a known form", () -> files.read());
  }

  /** SOURCE.md counts 4,155 red cells, 372 white cells and 361 platelets, and two without area. */
  @Test
  void bccdIsReadAsPublished() throws IOException {
    Path annotations = RealData.file("bccd/Annotations");
    Map<String, Integer> counts = new TreeMap<>();
    List<String> flat = new ArrayList<>();
    try (Stream<Path> list = Files.list(annotations)) {
      for (Path file : list.sorted().toList()) {
        VocAnnotation annotation = VocAnnotation.read(file);
        assertEquals(List.of(), annotation.bad());
        for (StoredBox box : annotation.boxes()) {
          counts.merge(box.label(), 1, Integer::sum);
          box.withoutArea().ifPresent(flat::add);
        }
      }
    }
    assertEquals(Map.of("Platelets", 361, "RBC", 4155, "WBC", 372), counts);
    assertContain(
        List.of(
            "BloodImage_00338.xml: line 163: the box of 'RBC' from 504, 337 to 504, 337",
            "BloodImage_00343.xml: line 55: the box of 'RBC' from 181, 329 to 181, 329"),
        flat);
  }
}
