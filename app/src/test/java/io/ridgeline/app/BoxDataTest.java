package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and boxes that cannot be used: all named at once, with file and line. */
class BoxDataTest {
  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }

  private void image(String name, int value) throws IOException {
    file(name, "P2 8 6 255\n" + (value + "\n").repeat(48));
  }

  private void annotation(String name, int... edges) throws IOException {
    file(
        "voc/Annotations/" + name + ".xml",
        String.format(
            Locale.ROOT,
            """
            <annotation>
            <object><name>cell</name><bndbox>
            <xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>
            </annotation>
            """,
            edges[0],
            edges[1],
            edges[2],
            edges[3]));
  }

  private Ran check(String source, String... options) {
    String[] command = {"check", folder.resolve(source).toString(), "--task", "detection"};
    return Ran.of(Stream.of(command, options).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void everythingWrongIsNamedInOnePass() throws IOException {
    for (String name : List.of("good", "flat", "inverted", "outside", "bare", "torn")) {
      image("voc/JPEGImages/" + name + ".pgm", name.charAt(0));
    }
    annotation("good", 1, 1, 9, 5);
    annotation("flat", 1, 1, 1, 5);
    annotation("inverted", 1, 5, 3, 2);
    annotation("outside", 1, 1, 12, 5);
    annotation("missing", 1, 1, 2, 2);
    file("voc/JPEGImages/torn.pgm", "P2 8 6 255 1 2 3");
    annotation("torn", 1, 1, 2, 2);
    file("voc/Annotations/cut.xml", "<annotation>\n<object>");
    Ran ran = check("voc");
    assertEquals(4, ran.code(), ran.err());
    for (String problem :
        List.of(
            "voc: 7 problems",
            "flat.xml: line 2: the box of 'cell' from 1, 1 to 1, 5 has no area",
            "inverted.xml: line 2: the box of 'cell' from 1, 5 to 3, 2 ends before it begins",
            "outside.xml: line 2: the box of 'cell' from 1, 1 to 12, 5 reaches 4 pixels out",
            "missing.xml: there is no image 'missing' for it",
            "torn.xml: ",
            "cut.xml: line 2: is no valid XML",
            "bare.pgm: there is no annotation for it")) {
      assertTrue(ran.err().contains(problem), problem + " in " + ran.err());
    }
    assertFalse(ran.err().contains("good"), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    Ran rest = check("voc", "--skip-bad");
    assertEquals(0, rest.code(), rest.err());
    assertTrue(
        rest.out().contains("all: 4 images (with objects 2, without objects 2)"), rest.out());
    assertTrue(rest.out().contains("cell: 2 objects in 2 images"), rest.out());
    assertTrue(rest.out().contains("left out: what lies outside the image of 1 boxes"), rest.out());
    assertEquals(7, rest.out().split("left out: ", -1).length - 1, rest.out());
  }

  @Test
  void eachFormIsToldApartByWhatIsThere() throws IOException {
    image("yolo/images/a.pgm", 1);
    file("yolo/labels/a.txt", "0 0.5 0.5 0.25 0.5\n");
    file("yolo/data.yaml", "names: [cell]\n");
    image("coco/a.pgm", 1);
    file(
        "coco/boxes.json",
        """
        {"images": [{"id": 1, "file_name": "a.pgm"}], "categories": [{"id": 3, "name": "cell"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 3, "bbox": [3, 1.5, 2, 3]}]}
        """);
    image("csv/a.pgm", 1);
    file("csv/boxes.csv", "image,label,xmin,ymin,xmax,ymax\na.pgm,cell,3,1.5,5,4.5\n");
    image("voc/images/a.pgm", 1);
    annotation("a", 3, 1, 5, 4);
    // two across, three down: the root of six
    for (String source : List.of("yolo", "coco", "coco/boxes.json", "csv/boxes.csv", "voc")) {
      Ran ran = check(source);
      assertEquals(0, ran.code(), source + ran.err());
      String line = "cell: 1 objects in 1 images; side (root of the area) in pixels: median 2.4,";
      assertTrue(ran.out().contains(line), source + ran.out());
      Ran json = check(source, "--json");
      assertTrue(json.out().matches("(?s).*\"objects\" : \\{\\s*\"cell\" : 1.*"), json.out());
    }
    image("masks/images/a.pgm", 1);
    file("masks/masks/a.pgm", "P2 8 6 255\n" + "0 0 0 1 1 0 0 0\n".repeat(3) + "0\n".repeat(24));
    Ran masks = check("masks");
    assertTrue(masks.out().contains("foreground: 1 objects in 1 images; side"), masks.out());
    assertTrue(masks.out().contains("median 2.4,"), masks.out());
  }
}
