package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.image.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSourceTest {
  @TempDir Path folder;

  @BeforeEach
  void twoImages() throws IOException {
    Files.createDirectories(folder.resolve("images/b"));
    for (String name : List.of("images/a.pgm", "images/b/ü 😀.pgm", "outside.pgm")) {
      Files.writeString(folder.resolve(name), "P2 2 1 255\n7 " + name.length() + "\n");
    }
    Files.writeString(folder.resolve("images/bad.png"), "no image");
    Files.createFile(folder.resolve("images/empty.png"));
  }

  @Test
  void rowsBecomeExamples() throws IOException {
    Cohort cohort =
        read("image,label,patient,split,age\na.pgm,1,p7,train,63\n./b/ü 😀.pgm,0,p8,val,\"6,4\"\n");
    assertEquals(List.of("0", "1"), cohort.classes());
    Example first = cohort.examples().get(0);
    assertEquals("a.pgm", first.id());
    assertEquals("p7", first.group());
    assertEquals("train", first.part());
    assertEquals(new ClassLabel(1), first.target());
    assertEquals(Map.of("age", "63"), first.columns());
    Example second = cohort.examples().get(1);
    assertEquals("b/ü 😀.pgm", second.id());
    assertEquals("p8", second.group());
    assertEquals("validation", second.part());
    assertEquals(Map.of("age", "6,4"), second.columns());
    assertEquals(17, second.image().values()[1]);
  }

  @Test
  void withoutAPatientColumnEveryImageIsItsOwnPatient() throws IOException {
    Cohort cohort = read("image,label\na.pgm,1\nb/ü 😀.pgm,0\n");
    assertEquals("a.pgm", cohort.examples().get(0).group());
  }

  @Test
  void aPatientLeftOutIsAProblem() throws IOException {
    Path file = write("image,label,patient\na.pgm,1,p1\nb/ü 😀.pgm,0,\n");
    DataException e =
        assertThrows(
            DataException.class,
            () -> CohortReader.read(Specs.of(file, Columns.DEFAULT, "images", Map.of(), false)));
    assertTrue(
        e.problems().get(0).contains("the column 'patient' is empty"), e.problems().toString());
  }

  @Test
  void theMappingNamesAndOrdersTheClasses() throws IOException {
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put("1", "benign");
    mapping.put("2", "benign");
    mapping.put("0", "malignant");
    Path file = write("image,label\na.pgm,0\nb/ü 😀.pgm,2\n");
    Cohort cohort = CohortReader.read(Specs.of(file, Columns.DEFAULT, "images", mapping, false));
    assertEquals(List.of("benign", "malignant"), cohort.classes());
    assertEquals(1, cohort.label(0));
    assertEquals(0, cohort.label(1));
  }

  /** One pass finds everything, each with its line. */
  @Test
  void everyProblemIsListedOnce() throws IOException {
    Path file =
        write(
            """
            \uFEFFimage,label,patient,split
            a.pgm,0,p1,train
            b/../a.pgm,1,p1,train
            missing.png,0,p1,train
            bad.png,1,"p
            2",train
            empty.png,1,p1,train
            ../outside.pgm,1,p1,train
            b/ü 😀.pgm,2,p1,train
            c.png,,p1,fold3
            short,1
            ,1,p1,test
            """
                .replace("\n", "\r\n"));
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put("0", "no");
    mapping.put("1", "yes");
    DataException e =
        Fixtures.assertRefused(
            "manifest: 10 problems",
            () -> CohortReader.read(Specs.of(file, Columns.DEFAULT, "images", mapping, false)));
    List<String> expected =
        List.of(
            "line 3: the image 'b/../a.pgm' stands on line 2 already",
            "line 4: " + folder.resolve("images/missing.png") + ": there is no such file",
            "line 5: " + folder.resolve("images/bad.png") + ": is no image of a known format",
            "line 7: " + folder.resolve("images/empty.png") + ": is empty (0 bytes)",
            "line 8: the path '../outside.pgm' leaves the root " + folder.resolve("images"),
            "line 10: the label is empty",
            "line 10: unknown part 'fold3'; known: train, validation (or val), test",
            "line 11: 2 cells under 4 columns",
            "line 12: the image's path is empty",
            "line 9: unknown label '2'; known: 0, 1");
    for (String problem : expected) {
      assertTrue(
          e.problems().stream().anyMatch(p -> p.startsWith(file + ": " + problem)),
          problem + " is not among " + e.problems());
    }
    assertEquals(expected.size(), e.problems().size());
  }

  @Test
  void badImagesAreLeftOutIfAskedFor() throws IOException {
    Path file = write("image,label\na.pgm,0\nbad.png,1\nb/ü 😀.pgm,1\n");
    Cohort cohort = CohortReader.read(Specs.of(file, Columns.DEFAULT, "images", Map.of(), true));
    assertEquals(2, cohort.size());
    assertEquals(1, cohort.left().size());
    assertTrue(cohort.left().get(0).contains("line 3: "), cohort.left().get(0));
    assertTrue(cohort.left().get(0).contains("bad.png: is no image"), cohort.left().get(0));
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatExist() throws IOException {
    Path file = write("file;class\na.pgm;0\n");
    assertRefused("the columns are: file;class (columns must be separated by commas)", file, "");
    Columns named = new Columns("file", "class", "subject", "split");
    Path other = write("file,class\na.pgm,0\n");
    Fixtures.assertRefused(
        "there is no column 'subject' for the group; the columns are: file, class",
        () -> CohortReader.read(Specs.of(other, named, "images", Map.of(), false)));
    assertRefused("two columns are named 'image'", write("image,label,image\n"), "images");
    assertRefused("is no folder", write("image,label\na.pgm,0\n"), "nowhere");
    assertRefused("is empty", write(""), "images");
    assertRefused("no examples", write("image,label\n"), "images");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.pgm",
        "b/../../outside.pgm",
        "./../outside.pgm",
        "..",
        ".",
        "b/..",
        "/etc/hostname",
        "//etc/hostname",
        "/",
        "link.pgm",
        "linked/outside.pgm",
        "a.pgm\0.png",
        "file:///etc/hostname",
        "~/outside.pgm",
        "%2e%2e/outside.pgm",
        "..\\outside.pgm",
        "....//outside.pgm",
        "a.pgm/../../outside.pgm",
        "b"
      })
  void noPathLeavesTheRoot(String path) throws IOException {
    Files.createSymbolicLink(folder.resolve("images/link.pgm"), folder.resolve("outside.pgm"));
    Files.createSymbolicLink(folder.resolve("images/linked"), folder);
    Path file = write("image,label\n\"" + path + "\",0\n");
    assertRefused("line 2: ", file, "images");
  }

  @Test
  void herlevIsReadAsPublished() {
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put("0", "normal");
    mapping.put("1", "abnormal");
    Columns columns = new Columns("file", "abnormal", "slide_image_id", "split");
    Cohort cohort =
        CohortReader.read(
            Specs.of(RealData.file("herlev/index.csv"), columns, "images", mapping, false));
    assertEquals(917, cohort.size());
    assertEquals(323, cohort.examples().stream().map(Example::group).distinct().count());
    assertEquals(675, IntStream.range(0, 917).filter(i -> cohort.label(i) == 1).count());
    for (Example example : cohort.examples()) {
      assertEquals(3, example.image().channels());
      assertEquals(example.columns().get("width"), Integer.toString(example.image().width()));
      assertEquals(example.columns().get("height"), Integer.toString(example.image().height()));
    }
  }

  private void assertRefused(String words, Path file, String root) {
    Fixtures.assertRefused(
        words, () -> CohortReader.read(Specs.of(file, Columns.DEFAULT, root, Map.of(), false)));
  }

  private Cohort read(String text) throws IOException {
    return CohortReader.read(Specs.of(write(text), Columns.DEFAULT, "images", Map.of(), false));
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("manifest.csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
