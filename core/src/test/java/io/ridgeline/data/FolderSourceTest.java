package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.DataSpec.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir Path folder;

  @Test
  void subFoldersAreClassesAndFilesSortByName() throws IOException {
    image("malignant/10.pgm", 1);
    image("malignant/2.pgm", 2);
    image("benign/B.pgm", 3);
    image("benign/a.pgm", 4);
    Files.createFile(folder.resolve("benign/.hidden"));
    Files.createFile(folder.resolve("benign/Thumbs.db"));
    Files.createFile(folder.resolve("README.txt"));
    Cohort cohort = CohortReader.read(Specs.of(folder));
    assertEquals(List.of("benign", "malignant"), cohort.classes());
    assertEquals(
        List.of("benign/B.pgm", "benign/a.pgm", "malignant/10.pgm", "malignant/2.pgm"),
        cohort.examples().stream().map(Example::id).toList());
    assertEquals(1, cohort.label(3));
    assertEquals("", cohort.examples().get(0).part());
    assertEquals("benign/B.pgm", cohort.examples().get(0).group());
  }

  @Test
  void trainValAndTestFoldersAreAnOfficialSplit() throws IOException {
    image("train/no/a.pgm", 1);
    image("train/yes/b.pgm", 2);
    image("val/yes/c.pgm", 3);
    image("test/no/d.pgm", 4);
    Cohort cohort = CohortReader.read(Specs.of(folder));
    assertEquals(List.of("no", "yes"), cohort.classes());
    assertEquals(
        List.of(
            "test/no/d.pgm:test",
            "train/no/a.pgm:train",
            "train/yes/b.pgm:train",
            "val/yes/c.pgm:validation"),
        cohort.examples().stream().map(e -> e.id() + ":" + e.part()).toList());
  }

  @Test
  void everyProblemIsListed() throws IOException {
    image("a/1.pgm", 1);
    Files.writeString(folder.resolve("a/notes.txt"), "hello");
    Files.createDirectories(folder.resolve("a/nested"));
    Files.createDirectories(folder.resolve("b"));
    assertRefused("3 problems", () -> CohortReader.read(Specs.of(folder)));
    assertRefused("notes.txt: is no image", () -> CohortReader.read(Specs.of(folder)));
    assertRefused("nested: a folder within", () -> CohortReader.read(Specs.of(folder)));
    assertRefused("b: the class folder is empty", () -> CohortReader.read(Specs.of(folder)));
    Files.delete(folder.resolve("a/nested"));
    Files.delete(folder.resolve("b"));
    Cohort cohort =
        CohortReader.read(Specs.of(folder, Columns.DEFAULT, "", Map.of("a", "first"), true));
    assertEquals(1, cohort.left().size());
    assertEquals(List.of("first"), cohort.classes());
  }

  @Test
  void whatIsNoDataSetIsRefused() throws IOException {
    assertRefused("has no sub-folders", () -> CohortReader.read(Specs.of(folder)));
    assertRefused("no such file", () -> CohortReader.read(Specs.of(folder.resolve("x"))));
    image("a/1.pgm", 1);
    assertRefused(
        "there is no column 'image'", () -> CohortReader.read(Specs.of(folder.resolve("a/1.pgm"))));
  }

  private void image(String name, int value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, "P2 1 1 255\n" + value + "\n");
  }
}
