package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableReaderTest {
  @TempDir private Path folder;

  private static FeatureColumns columns(String target, String group, String... ignored) {
    return new FeatureColumns(List.of(target), group, List.of(ignored), List.of(), true, List.of());
  }

  private FeatureTable read(String text, FeatureColumns columns) throws IOException {
    return FeatureTableReader.read(Files.writeString(folder.resolve("table.csv"), text), columns);
  }

  private List<String> problems(String text, FeatureColumns columns) {
    return assertThrows(DataException.class, () -> read(text, columns)).problems();
  }

  @Test
  void numbersWordsAndMissingValues() throws IOException {
    FeatureTable table =
        read(
            """
            id,who,age,sex,site,same,none,y
            1,p,30,f,a,4,?,1
            2,p,?,m,b,4,,0
            3,q,NA,,c,?,NA,?
            4,r,-1.5e1,m,a,4,?,1
            """,
            columns("y", "who", "id"));
    assertEquals(List.of("age", "sex=m", "site=a", "site=b", "site=c"), table.features());
    double nan = Double.NaN;
    assertArrayEquals(new double[] {30, nan, nan, -15}, table.values()[0]);
    assertArrayEquals(new double[] {0, 1, nan, 1}, table.values()[1]);
    assertArrayEquals(new double[] {0, 1, 0, 0}, table.values()[3]);
    assertEquals(2, table.missing(0));
    assertEquals(List.of("p", "p", "q", "r"), table.groups());
    assertEquals(List.of("1", "0", "", "1"), table.targets().get("y"));
    assertEquals(
        List.of(
            "column 'sex' holds words; each becomes a column of 0 and 1: [f, m]",
            "column 'site' holds words; each becomes a column of 0 and 1: [a, b, c]",
            "column 'same' is always 4 and left out",
            "column 'none' is empty and left out"),
        table.remarks());
  }

  @Test
  void otherTargetsAreNeverFeatures() throws IOException {
    FeatureTable table =
        read(
            "a,b,y,z\n1,3,0,1\n2,5,1,0\n",
            new FeatureColumns(List.of("y", "z"), "", List.of(), List.of(), true, List.of()));
    assertEquals(List.of("a", "b"), table.features());
    assertEquals(List.of("line 2", "line 3"), table.groups());
  }

  @Test
  void columnsWithoutHeaderHavePlacesOrGivenNames() throws IOException {
    String text = "7,M,1,2\n8,B,3,4\n";
    FeatureColumns places =
        new FeatureColumns(List.of("2"), "", List.of("1"), List.of(), false, List.of());
    assertEquals(List.of("3", "4"), read(text, places).features());
    FeatureColumns named =
        new FeatureColumns(
            List.of("y"), "", List.of(), List.of("q"), false, List.of("id", "y", "p", "q"));
    FeatureTable table = read(text, named);
    assertEquals(List.of("q"), table.features());
    assertArrayEquals(new double[] {2, 4}, table.values()[0]);
  }

  @Test
  void everyProblemIsNamedWithItsLine() {
    List<String> found =
        problems("who,a,b,y\np,1,2,0\n,x,3,1\nq,2,1e999,0\nr,y,z,1\n", columns("y", "who"));
    assertEquals(5, found.size(), found.toString());
    assertEquals("line 3: the column 'who' is empty; name the patient", found.get(0));
    assertTrue(found.get(1).startsWith("line 3: column 'a' holds 'x' among numbers"));
    assertTrue(found.get(2).startsWith("line 5: column 'a' holds 'y'"));
    assertTrue(found.get(3).startsWith("line 4: column 'b' holds '1e999'"));
    assertTrue(found.get(4).startsWith("line 5: column 'b' holds 'z'"));
  }

  @Test
  void shortRowsUnknownColumnsAndEmptyFilesAreRefused() {
    assertEquals(
        List.of("line 3: 2 cells under 3 columns", "line 5: 4 cells under 3 columns"),
        problems("a,b,y\n1,2,0\n1,2\n2,3,1\n1,2,3,4\n", columns("y", "")));
    List<String> unknown = problems("age,y\n1,0\n2,1\n", columns("target", "ages"));
    assertEquals(2, unknown.size());
    assertTrue(unknown.get(1).contains("did you mean 'age'?"), unknown.get(1));
    assertTrue(problems("", columns("y", "")).get(0).contains("is empty"));
    assertTrue(problems("a,y\n", columns("y", "")).get(0).contains("no row"));
    assertTrue(problems("a,y\n1,0\n1,1\n", columns("y", "")).get(0).contains("no column is left"));
  }

  @Test
  void anIdentifierIsNotOneHotEncoded() {
    StringBuilder text = new StringBuilder("id,a,y\n");
    for (int i = 0; i < 21; i++) {
      text.append("n").append(i).append(',').append(i).append(',').append(i % 2).append('\n');
    }
    List<String> found = problems(text.toString(), columns("y", ""));
    assertTrue(found.get(0).contains("21 different words (line 2: 'n0')"), found.get(0));
  }
}
