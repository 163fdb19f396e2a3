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
import io.ridgeline.data.DataSpec.Masks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxTableSourceTest {
  @TempDir Path folder;
  private BoxFiles files;

  @BeforeEach
  void open() throws IOException {
    files = new BoxFiles(folder);
    for (String name : List.of("a", "b", "c", "d")) {
      files.image(name + ".pgm", 8, 4, name.charAt(0));
    }
  }

  private Cohort read(String text, boolean skipBad) throws IOException {
    Path file = files.text("boxes.csv", text);
    return CohortReader.read(Specs.boxed(file, "", Map.of(), Masks.BINARY, skipBad));
  }

  @Test
  void rowsOfOneImageAreItsBoxes() throws IOException {
    Cohort cohort =
        read(
            """
            image,label,xmin,ymin,xmax,ymax,patient,split,scanner,reader
            b.pgm,well,0,0,8,4,p1,train,X,1
            a.pgm,sick,1,1.5,2,3,p1,train,X,1
            b.pgm,sick,2,2,3,3,p1,train,X,2
            c.pgm,,,,,,p2,test,Y,1
            """,
            false);
    assertEquals(List.of("sick", "well"), cohort.classes());
    assertEquals(List.of("b.pgm", "a.pgm", "c.pgm"), ids(cohort));
    assertEquals(List.of(box(0, 0, 8, 4, 1), box(2, 2, 3, 3, 0)), boxes(cohort, 0));
    assertEquals(List.of(box(1, 1.5, 2, 3, 0)), boxes(cohort, 1));
    assertEquals(List.of("with objects", "with objects", "without objects"), strata(cohort));
    assertEquals(List.of("train", "train", "test"), parts(cohort));
    assertEquals("p2", cohort.examples().get(2).group());
    assertEquals(Map.of("scanner", "X"), cohort.examples().get(0).columns());
  }

  private static final String WRONG =
      """
      image,label,xmin,ymin,xmax,ymax,patient,split
      a.pgm,x,1,1,1,2,p,train
      a.pgm,x,1,1,2,2,q,train
      a.pgm,x,1,1,2,2,p,test
      a.pgm,,1,1,2,2,p,train
      a.pgm,x,1,,2,2,p,train
      a.pgm,,,,,,p,train
      b.pgm,,,,,,p,train
      b.pgm,x,1,1,2,2,p,train
      c.pgm,x,1,1,2,2,,half
      ../c.pgm,x,1,1,2,2,p,train
      gone.pgm,x,1,1,2,2,p,train
      d.pgm,x,9,9,12,12,p,train
      d.pgm,x,1,1,2
      """;

  /** One pass finds everything. */
  @Test
  void everyProblemIsListedWithItsLine() {
    DataException e = assertRefused("13 problems", () -> read(WRONG, false));
    assertProblems(
        List.of(
            "line 3: the column 'patient' says 'q' of the image 'a.pgm', and 'p' on line 2",
            "line 4: the column 'split' says 'test' of the image 'a.pgm', and 'train' on line 2",
            "line 5: the label is empty",
            "line 6: ymin is missing",
            "line 7: an image without boxes has no other row, and 'a.pgm' stands on line 2 too",
            "line 9: a box of an image that has none by line 8",
            "line 10: the column 'patient' is empty",
            "line 10: unknown part 'half'",
            "line 11: the path '../c.pgm' leaves the root",
            "line 14: 5 cells under 8 columns",
            "line 2: the box of 'x' from 1, 1 to 1, 2 has no area",
            "line 12: " + folder.resolve("gone.pgm") + ": there is no such file",
            "line 13: the box of 'x' from 9, 9 to 12, 12 reaches 8 pixels out"),
        e);
  }

  @Test
  void boxesThatAreBadCanBeLeftOut() throws IOException {
    Cohort cohort =
        read(
            """
            image,label,xmin,ymin,xmax,ymax
            a.pgm,x,1,1,1,2
            b.pgm,x,3,3,12,12
            c.pgm,x,9,9,12,12
            """,
            true);
    assertEquals(List.of(), boxes(cohort, 0));
    assertEquals(List.of(box(3, 3, 8, 4, 0)), boxes(cohort, 1));
    assertContain(
        List.of("line 2", "line 4", "what lies outside the image of 1 boxes"), cohort.left());
  }

  @Test
  void columnsThatAreMissedAreNamed() {
    DataException e = assertRefused("2 problems", () -> read("image,label,xmin,xmax\n", false));
    assertProblems(
        List.of("no column 'ymin' for the box", "line 1: there is no column 'ymax' for the box"),
        e);
    assertRefused("is empty", () -> read("", false));
  }
}
