package io.ridgeline.image.npz;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.image.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void everyTypeAndOrderIsReadAsNumPyWroteIt(String file) throws IOException {
    Map<String, NpyArray> arrays = Npz.read(fixture(file));
    List<String> lines = Files.readAllLines(fixture("expected.csv"));
    assertEquals(lines.size() - 1, arrays.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      NpyArray array = Objects.requireNonNull(arrays.get(cells[0]), cells[0]);
      assertEquals(cells[1], array.type().code());
      assertArrayEquals(
          cells[2].isEmpty()
              ? new int[0]
              : Arrays.stream(cells[2].split("x")).mapToInt(Integer::parseInt).toArray(),
          array.shape(),
          cells[0]);
      String[] values = cells[3].isEmpty() ? new String[0] : cells[3].split(" ");
      assertEquals(values.length, array.size());
      for (int i = 0; i < values.length; i++) {
        if (cells[1].contains("f")) {
          assertEquals(Double.parseDouble(values[i]), array.number(i), cells[0]);
        } else {
          assertEquals(Long.parseLong(values[i]), array.whole(i), cells[0]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "refused-object.npz,'|O'",
    "refused-bigendian.npz,'>i4'",
    "refused-complex.npz,'<c8'",
    "refused-struct.npz,no plain type"
  })
  void otherTypesAreRefused(String file, String words) {
    assertRefused(words, () -> Npz.read(fixture(file)));
    assertRefused(file, () -> Npz.read(fixture(file)));
  }

  @Test
  void aFileCutAtAnyByteIsRefused(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("deflated.npz"));
    for (int length = 0; length < whole.length; length += 13) {
      Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
      assertRefused("cut.npz", () -> Npz.read(cut));
    }
  }

  /** Whatever byte is changed, an array that is still found holds what was written. */
  @Test
  void aChangedByteNeverChangesAValue(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("stored.npz"));
    Map<String, NpyArray> arrays = Npz.read(fixture("stored.npz"));
    int refused = 0;
    for (int at = 0; at < whole.length; at += 17) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 4;
      Path changed = Files.write(folder.resolve("changed.npz"), bytes);
      try {
        for (Map.Entry<String, NpyArray> read : Npz.read(changed).entrySet()) {
          NpyArray array = arrays.get(read.getKey());
          if (array != null) {
            assertArrayEquals(array.bytes(), read.getValue().bytes(), "byte " + at);
          }
        }
      } catch (DataException e) {
        refused++;
      }
    }
    assertTrue(refused > whole.length / 17 / 2, refused + " refused");
  }

  @Test
  void declaredSizesAreNotBelieved(@TempDir Path folder) throws IOException {
    assertRefused("too large", () -> read(folder, header("(2147483647, 2147483647, 4)"), 10));
    assertRefused("too large", () -> read(folder, header("(65536, 65536)"), 10));
    assertRefused("99999999999", () -> read(folder, header("(99999999999,)"), 10));
    assertRefused("its header asks for", () -> read(folder, header("(1000, 1000)"), 10));
    assertRefused("its header asks for", () -> read(folder, header("(0,)"), 10));
    assertRefused("33 axes", () -> read(folder, header("(" + "1,".repeat(33) + ")"), 1));
    byte[] long3 = header("(1,)");
    long3[6] = 3;
    ByteBuffer.wrap(long3).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 0x7FFFFFFF);
    assertRefused("declares a header of 2147483647 bytes", () -> read(folder, long3, 1));
  }

  /** 128 MiB of zeros in an eighth of a megabyte: refused before a byte is unpacked. */
  @Test
  void aBombIsRefusedAtOnce(@TempDir Path folder) throws IOException {
    Path bomb = write(folder, header("(134217728,)"), 1 << 27);
    assertTrue(Files.size(bomb) < 1_000_000);
    Npz.read(fixture("stored.npz"));
    long start = System.nanoTime();
    DataException e = assertRefused("unpacks to", () -> Npz.read(bomb));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertTrue(milliseconds < 200, e + ": " + milliseconds + " ms");
  }

  @Test
  void twoArraysOfOneNameAreRefused(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("stored.npz"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("u2.npy", "u1.npy");
    Path file = folder.resolve("twice.npz");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("two arrays named u1.npy", () -> Npz.read(file));
  }

  private static Map<String, NpyArray> read(Path folder, byte[] header, int values)
      throws IOException {
    return Npz.read(write(folder, header, values));
  }

  private static Path write(Path folder, byte[] header, int values) throws IOException {
    Path file = folder.resolve("made.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(header);
      byte[] zeros = new byte[Math.min(values, 1 << 20)];
      for (int written = 0; written < values; written += zeros.length) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return file;
  }

  private static byte[] header(String shape) throws IOException {
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(text.length() & 0xFF);
    bytes.write(text.length() >> 8);
    bytes.write(text.getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  private static Path fixture(String name) {
    return Fixtures.path(NpzTest.class, name);
  }
}
