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

import io.ridgeline.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloSourceTest {
  @TempDir Path folder;
  private BoxFiles files;

  @BeforeEach
  void open() {
    files = new BoxFiles(folder);
  }

  /**
   * Centre 0.5, 0.25 and size 0.25, 0.5 in an image 8 wide and 4 high: 3 to 5 across, 0 to 2 down.
   */
  @Test
  void sharesBecomePixels() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      files.image("images/" + name + ".pgm", 8, 4, name.charAt(0));
    }
    files.text("labels/a.txt", "\uFEFF1 0.5 0.25 0.25 0.5\r\n\r\n10 .5 .5 1 1\r\n");
    files.text("labels/b.txt", "\n");
    files.text("labels/classes.cache", "binary");
    Cohort cohort = files.read();
    assertEquals(List.of("1", "10"), cohort.classes());
    assertEquals(List.of(box(3, 0, 5, 2, 0), box(0, 0, 8, 4, 1)), boxes(cohort, 0));
    assertEquals(List.of("with objects", "without objects", "without objects"), strata(cohort));
    assertEquals(List.of("images/a.pgm", "images/b.pgm", "images/c.pgm"), ids(cohort));
    assertEquals(List.of("one"), files.read(Map.of("1", "one", "10", "one"), false).classes());
    assertRefused(
        "a.txt: line 3: unknown label '10'; known: 1", () -> files.read(Map.of("1", "one"), false));
  }

  @Test
  void namesStandInOneOfSeveralFiles() throws IOException {
    files.image("images/a.pgm", 8, 4, 1);
    files.text("labels/a.txt", "2 .5 .5 1 1\n0 .5 .5 .5 .5\n");
    files.text("labels/classes.txt", "zebra\nyak\nape\n\n");
    assertEquals(List.of("zebra", "ape"), files.read().classes());
    files.text("obj.names", "Z\nY\nA\n");
    assertEquals(List.of("Z", "A"), files.read().classes());
    assertEquals(
        List.of("x", "y"), files.read(new TreeMap<>(Map.of("0", "x", "2", "y")), false).classes());
    files.text("data.yaml", "nc: 3\nnames: [z, y, a]\n");
    assertEquals(List.of("z", "a"), files.read().classes());
    files.text("data.yaml", "names:\n  0: zz\n  1: yy\n  2: aa\n");
    assertEquals(List.of("zz", "aa"), files.read().classes());
    files.text("data.yaml", "names:\n  0: zz\n  2: aa\n");
    assertRefused("data.yaml: names gives no name to class 1", () -> files.read());
    files.text("data.yaml", "names: [z, y]\n");
    assertRefused("a.txt: line 1: there is no class 2; " + folder, () -> files.read());
    files.text("data.yaml", "names: [z\n");
    assertRefused("data.yaml: line 1, column ", () -> files.read());
  }

  @Test
  void partsStandAboveOrBelow() throws IOException {
    for (String part : List.of("train", "val")) {
      files.image("images/" + part + "/a.pgm", 8, 4, part.charAt(0));
      files.text("labels/" + part + "/a.txt", "0 .5 .5 1 1");
    }
    Cohort below = files.read();
    assertEquals(List.of("train", "validation"), parts(below));
    assertEquals(1, boxes(below, 0).size());
    BoxFiles other = new BoxFiles(folder.resolve("other"));
    for (String part : List.of("train", "valid", "test")) {
      other.image(part + "/images/a.pgm", 8, 4, part.charAt(0));
      other.text(part + "/labels/a.txt", "0 .5 .5 1 1");
    }
    Cohort above = other.read();
    assertEquals(List.of("test", "train", "validation"), parts(above));
    assertEquals("train/images/a.pgm", above.examples().get(1).id());
  }

  private void everythingWrong() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      files.image("images/" + name + ".pgm", 8, 4, name.charAt(0));
    }
    files.image("images/b.bmp", 8, 4, 3);
    files.text("images/torn.png", "no image");
    files.text(
        "labels/a.txt",
        """
        0 0.5 0.5 0 0.5
        0 0.5 0.5 1
        -1 0.5 0.5 1 1
        0 0.5 x 1 1
        0 320 240 100 100

        0 1 0.5 1 1
        0 0.5 0.5 1.25 1
        """);
    files.text("labels/z.txt", "0 .5 .5 1 1");
  }

  /** One pass finds everything; the last box reaches out by a pixel on either side, and is cut. */
  @Test
  void everyProblemIsListedWithItsLine() throws IOException {
    everythingWrong();
    DataException e = assertRefused("9 problems", () -> files.read());
    assertProblems(
        List.of(
            "a.txt: line 2: has 4 numbers; a box has five",
            "a.txt: line 3: the class is '-1'; classes are numbers from 0",
            "a.txt: line 4: the centre's y is 'x', which is no number",
            "a.txt: line 5: the centre's x is 320; numbers are shares of the image",
            "a.txt: line 1: the box of '0' from 4, 1 to 4, 3 has no area",
            "a.txt: line 7: the box of '0' from 4, 0 to 12, 4 reaches 4 pixels out",
            "images/b.pgm: two images have this name",
            "torn.png: is no image of a known format",
            "z.txt: there is no image for these boxes"),
        e);
  }

  @Test
  void boxesThatAreBadCanBeLeftOut() throws IOException {
    everythingWrong();
    Files.delete(folder.resolve("images/b.bmp"));
    Cohort cohort = files.read(Map.of(), true);
    assertEquals(List.of(box(4, 0, 8, 4, 0), box(0, 0, 8, 4, 0)), boxes(cohort, 0));
    assertEquals(List.of("images/a.pgm", "images/b.pgm", "images/c.pgm"), ids(cohort));
    assertContain(
        List.of("line 2", "line 3", "line 4", "line 5", "line 1", "torn", "z.txt", "of 1 boxes"),
        cohort.left());
  }
}
