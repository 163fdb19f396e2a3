package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotesCommasBreaksAndMarksAreRead() throws IOException {
    String text = "\uFEFFa,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\n\r\n,\nlast,\"\"";
    assertEquals(
        List.of(
            new Csv.Row(1, List.of("a", "b")),
            new Csv.Row(2, List.of("x,\"y\"", "two\r\nlines")),
            new Csv.Row(5, List.of("", "")),
            new Csv.Row(6, List.of("last", ""))),
        rows(text, StandardCharsets.UTF_8));
  }

  @Test
  void everyLineEndIsALineEnd() throws IOException {
    List<Csv.Row> rows = List.of(new Csv.Row(1, List.of("a")), new Csv.Row(2, List.of("b")));
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertEquals(rows, rows("a" + end + "b", StandardCharsets.UTF_8));
      assertEquals(rows, rows("a" + end + "b" + end, StandardCharsets.UTF_8));
    }
  }

  @Test
  void brokenTextIsRefusedWithItsLine() {
    assertReason("line 2: a quote is opened and never closed", "a\n\"b,c\nd");
    assertReason("line 2: text follows a closing quote", "a\n\"b\"c");
    IOException e =
        assertThrows(IOException.class, () -> rows("id\nM\u00fcller", StandardCharsets.ISO_8859_1));
    assertTrue(String.valueOf(e.getMessage()).contains("is not UTF-8"), e.getMessage());
  }

  @Test
  void aMillionRowsAreReadOneByOne() throws IOException {
    byte[] block =
        "images/patient-0001/left.png,malignant,\"0001\"\r\n"
            .repeat(10_000)
            .getBytes(StandardCharsets.UTF_8);
    Enumeration<InputStream> blocks =
        Collections.enumeration(
            IntStream.range(0, 100)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(block))
                .toList());
    int last = 0;
    try (Csv csv = new Csv(new SequenceInputStream(blocks))) {
      for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
        assertEquals(3, row.cells().size());
        last = row.line();
      }
    }
    assertEquals(1_000_000, last);
  }

  private static void assertReason(String reason, String text) {
    IOException e = assertThrows(IOException.class, () -> rows(text, StandardCharsets.UTF_8));
    assertEquals(reason, e.getMessage());
  }

  private static List<Csv.Row> rows(String text, Charset charset) throws IOException {
    List<Csv.Row> rows = new ArrayList<>();
    try (Csv csv = new Csv(new ByteArrayInputStream(text.getBytes(charset)))) {
      for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
