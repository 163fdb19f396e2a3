package io.ridgeline.data;

import static io.ridgeline.data.BoxFiles.assertContain;
import static io.ridgeline.data.BoxFiles.assertProblems;
import static io.ridgeline.data.BoxFiles.boxes;
import static io.ridgeline.data.BoxFiles.ids;
import static io.ridgeline.data.BoxFiles.parts;
import static io.ridgeline.data.Specs.box;
import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Masks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoSourceTest {
  private static final String CATEGORIES =
      """
      "categories": [{"id": 0, "name": "none"}, {"id": 10, "name": "ant"},
        {"id": 9, "name": "bee"}]
      """;

  @TempDir Path folder;
  private BoxFiles files;

  @BeforeEach
  void open() {
    files = new BoxFiles(folder);
  }

  private Cohort read(Path file, String root, Map<String, String> classes) {
    return CohortReader.read(Specs.boxed(file, root, classes, Masks.BINARY, false));
  }

  /**
   * Annotations may stand before images; a crowd is no object; classes come in their ids' order.
   */
  @Test
  void aFileNamesItsImages() throws IOException {
    files.image("scans/a.pgm", 8, 6, 1);
    files.image("scans/b.pgm", 8, 6, 2);
    Path file =
        files.text(
            "boxes.json",
            """
            {"info": {"year": 2020},
             "annotations": [
              {"id": 1, "image_id": 7, "category_id": 10, "bbox": [1, 2, 3.5, 4], "area": 14,
               "segmentation": [[1, 2, 3, 4, 5, 6]], "iscrowd": 0},
              {"id": 2, "image_id": 7, "category_id": 9, "bbox": [0, 0, 8.5, 6]},
              {"id": 3, "image_id": 7, "category_id": 9, "bbox": [0, 0, 0, 0], "iscrowd": 1}],
             "images": [{"id": 7, "file_name": "a.pgm", "width": 8, "height": 6},
              {"id": 8, "file_name": "b.pgm"}],
            """
                + CATEGORIES
                + "}");
    Cohort cohort = read(file, "scans", Map.of());
    assertEquals(List.of("bee", "ant"), cohort.classes());
    assertEquals(List.of("a.pgm", "b.pgm"), ids(cohort));
    assertEquals(List.of(box(1, 2, 4.5, 6, 1), box(0, 0, 8, 6, 0)), boxes(cohort, 0));
    assertEquals(List.of(), boxes(cohort, 1));
    assertEquals("boxes", cohort.name());
    assertEquals(List.of("with objects", "without objects"), cohort.strata());
    assertContain(List.of("boxes.json: 1 boxes around crowds"), cohort.left());
    Map<String, String> byName = new LinkedHashMap<>();
    byName.put("ant", "insect");
    byName.put("bee", "insect");
    assertEquals(List.of("insect"), read(file, "scans", byName).classes());
    Map<String, String> byNumber = new LinkedHashMap<>();
    byNumber.put("10", "A");
    byNumber.put("9", "B");
    assertEquals(List.of("A", "B"), read(file, "scans", byNumber).classes());
    assertRefused(
        "image 7: there is no image 'a.pgm' in " + folder + "; say in root",
        () -> read(file, "", Map.of()));
    assertRefused("the images' root", () -> read(file, "elsewhere", Map.of()));
  }

  private static String one(String image) {
    return "{\"images\": [{\"id\": 1, \"file_name\": \""
        + image
        + "\"}], \"annotations\": [{\"image_id\": 1, \"category_id\": 9, \"bbox\": [0, 0, 2, 2]}],"
        + CATEGORIES
        + "}";
  }

  @Test
  void filesOfAFolderAreParts() throws IOException {
    files.image("images/train2017/a.pgm", 8, 6, 1);
    files.image("images/val2017/a.pgm", 8, 6, 2);
    files.text("annotations/instances_train2017.json", one("a.pgm"));
    files.text("annotations/instances_val2017.json", one("a.pgm"));
    files.text("annotations/captions_val2017.json", "{\"annotations\": []}");
    Cohort cohort = files.read();
    assertEquals(List.of("train", "validation"), parts(cohort));
    assertEquals(List.of("images/train2017/a.pgm", "images/val2017/a.pgm"), ids(cohort));
  }

  @Test
  void roboflowHasAFileInTheFolderOfEachPart() throws IOException {
    for (String part : List.of("train", "valid", "test")) {
      files.image(part + "/x.pgm", 8, 6, part.charAt(0));
      files.text(part + "/_annotations.coco.json", one("x.pgm"));
    }
    files.text("README.json", "{\"title\": \"no boxes\"}");
    Cohort cohort = files.read();
    assertEquals(List.of("test", "train", "validation"), parts(cohort));
    assertEquals("train/x.pgm", cohort.examples().get(1).id());
  }

  /** One pass finds everything. */
  @Test
  void everyProblemIsListedWithItsLine() throws IOException {
    files.image("a.pgm", 8, 6, 1);
    files.image("b.pgm", 8, 6, 2);
    String json =
        """
        {"images": [{"id": 1, "file_name": "a.pgm"}, {"id": 1, "file_name": "b.pgm"},
         {"id": 2, "file_name": "gone.pgm"}, {"id": 3}, 4,
         {"id": 5, "file_name": "b.pgm", "width": 9, "height": 6},
         {"id": 6, "file_name": "../a.pgm"}, {"id": 7, "file_name": "a.pgm"}],
         "annotations": [
         {"id": 1, "image_id": 1, "category_id": 9, "bbox": [1, 1, 0, 3]},
         {"id": 2, "image_id": 1, "category_id": 9, "bbox": [1, 1, -1, 3]},
         {"id": 3, "image_id": 1, "category_id": 9, "bbox": [1, 1, 90, 3]},
         {"id": 4, "image_id": 1, "category_id": 11, "bbox": [1, 1, 2, 3]},
         {"id": 5, "image_id": 99, "category_id": 9, "bbox": [1, 1, 2, 3]},
         {"id": 6, "image_id": 1, "category_id": 9, "bbox": [1, 1, 2]},
         {"id": 7, "image_id": 1, "category_id": 9, "bbox": [1, 1, "2", 3]},
         {"id": 8, "image_id": 1, "category_id": 9, "bbox": [1, 1, 2, 3]}],
        """
            + CATEGORIES
            + "}";
    Path file = files.text("boxes.json", json);
    DataException e = assertRefused("14 problems", () -> read(file, "", Map.of()));
    assertProblems(
        List.of(
            "boxes.json: line 1, image 1: the id belongs to 'a.pgm' already",
            "line 2, image 3: has no file_name",
            "line 2, image: is no object",
            "line 11, annotation 6: has no bbox of four numbers",
            "line 12, annotation 7: the bbox's width is \"2\", which is no number",
            "line 9, annotation 4: there is no category 11; known: 0, 10, 9",
            "line 10, annotation 5: there is no image 99 in the list",
            "line 6, annotation 1: the box of 'bee' from 1, 1 to 1, 4 has no area",
            "line 7, annotation 2: the box of 'bee' from 1, 1 to 0, 4 ends before it begins",
            "line 8, annotation 3: the box of 'bee' from 1, 1 to 91, 4 reaches 83 pixels out",
            "line 2, image 2: there is no image 'gone.pgm'",
            "line 3, image 5: says that its image is 6x9 (height x width), and it is 6x8",
            "line 4, image 6: the path '../a.pgm' leaves the root",
            "line 4, image 7: the image 'a.pgm' stands in "),
        e);
  }

  @Test
  void whatIsNoCocoIsRefused() throws IOException {
    Path file = files.text("boxes.json", "{\"images\": [\n{\"id\": 1,}]}");
    assertRefused(
        "boxes.json: line 2, column 10: is no valid JSON", () -> read(file, "", Map.of()));
    files.text("boxes.json", "{\"images\": [{\"id\": 1");
    assertRefused("boxes.json: line 1, column ", () -> read(file, "", Map.of()));
    files.text("boxes.json", "[1, 2]");
    assertRefused("boxes.json: has no list 'annotations'", () -> read(file, "", Map.of()));
    files.text("boxes.json", "{\"annotations\": {}, \"images\": 3}");
    assertRefused("line 1, annotation: is no list", () -> read(file, "", Map.of()));
    files.text("more.json", one("a.pgm"));
    assertRefused("more.json: one of several, and its name tells no part", () -> files.read());
  }
}
