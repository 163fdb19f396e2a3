package io.ridgeline.image.nifti;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiWriterTest {
  @TempDir Path folder;

  /** Volumes of bytes, written again, have the voxels and the place that nibabel had written. */
  @Test
  void labelsLieOverTheirVolume() throws IOException {
    int written = 0;
    for (JsonNode made : Fixture.read("image/nifti.json")) {
      byte[] source = Base64.getDecoder().decode(made.get("file").asText());
      ByteBuffer header = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
      boolean plain = header.getInt(0) == 348 && !made.get("name").asText().contains("slope");
      if (!plain || !made.get("type").asText().equals("uint8")) {
        continue;
      }
      NiftiVolume volume = NiftiReader.read(source, "source");
      Path file = folder.resolve("mask.nii");
      NiftiWriter.labels(file, bytes(volume.image().values()), volume);
      byte[] result = Files.readAllBytes(file);
      String name = made.get("name").asText();
      int offset = (int) header.getFloat(Made.VOX_OFFSET);
      assertRange(source, offset, result, 352, source.length - offset, name);
      assertRange(source, Made.PIXDIM, result, Made.PIXDIM, 16, name);
      assertRange(source, Made.QFORM, result, Made.QFORM, 76, name);
      assertEquals(source[Made.XYZT_UNITS], result[Made.XYZT_UNITS]);
      written++;
    }
    // 48 orientations by either form, 24 turned or sheared, two more by their forms, three units,
    // one with time, one with an extension, one of the ten types.
    assertEquals(128, written);
  }

  @Test
  void valuesOfEveryVolumeComeBack() {
    for (JsonNode made : Fixture.read("image/nifti.json")) {
      byte[] source = Base64.getDecoder().decode(made.get("file").asText());
      NiftiVolume volume = NiftiReader.read(source, "source");
      Path file = folder.resolve("values.nii.gz");
      NiftiWriter.values(file, volume.image().values(), volume);
      NiftiVolume read = NiftiReader.read(file);
      String name = made.get("name").asText();
      assertEquals(NiftiType.FLOAT32, read.type());
      assertEquals(volume.orientation(), read.orientation(), name);
      assertArrayEquals(volume.image().values(), read.image().values(), name);
      for (int i = 0; i < 12; i++) {
        // NIfTI-2 says with doubles what NIfTI-1 says with floats.
        assertEquals(volume.affine()[i / 4][i % 4], read.affine()[i / 4][i % 4], 1e-5, name);
      }
    }
  }

  /** Fields by their places in nifti1.h, after a source in metres with its axes reversed. */
  @Test
  void theHeaderIsWhatTheStandardAsksFor() throws IOException {
    byte[] source =
        Made.volume(
            file -> {
              Made.dim(file, 4, 3, 2, 2, 1);
              Made.reals(file, Made.PIXDIM, -1, 0.001, 0.002, 0.003);
              Made.reals(file, Made.SROW, -0.001, 0, 0, 5, 0, 0.002, 0, 6, 0, 0, 0.003, 7);
              file.put(Made.XYZT_UNITS, (byte) 9);
            });
    NiftiVolume volume = NiftiReader.read(source, "source");
    byte[] labels = new byte[12];
    labels[0] = 1;
    labels[11] = (byte) 200;
    Path plain = folder.resolve("mask.nii");
    NiftiWriter.labels(plain, labels, volume);
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(plain)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(352 + 12, file.capacity());
    assertEquals(348, file.getInt(0));
    short[] dim = new short[8];
    for (int i = 0; i < 8; i++) {
      dim[i] = file.getShort(Made.DIM + 2 * i);
    }
    assertArrayEquals(new short[] {3, 3, 2, 2, 1, 1, 1, 1}, dim);
    assertEquals(2, file.getShort(Made.DATATYPE));
    assertEquals(8, file.getShort(Made.BITPIX));
    assertEquals(-1, file.getFloat(Made.PIXDIM));
    assertEquals(352, file.getFloat(Made.VOX_OFFSET));
    assertEquals(1, file.getFloat(Made.SCL_SLOPE));
    assertEquals(0, file.getFloat(Made.SCL_INTER));
    // Metres; there is no time.
    assertEquals(1, file.get(Made.XYZT_UNITS));
    assertEquals(0x6E2B3100, Integer.reverseBytes(file.getInt(Made.MAGIC)));
    assertEquals(0, file.getInt(348));
    // The first canonical voxel is the leftmost, which stands third in the file's first row.
    byte[] voxels = Arrays.copyOfRange(file.array(), 352, 364);
    assertArrayEquals(new byte[] {0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 200, 0, 0}, voxels);
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    NiftiVolume volume = NiftiReader.read(Made.volume(file -> {}), "source");
    Path packed = folder.resolve("a.nii.gz");
    Path again = folder.resolve("b.nii.gz");
    Path plain = folder.resolve("c.nii");
    for (Path file : List.of(packed, again, plain)) {
      NiftiWriter.values(file, volume.image().values(), volume);
    }
    byte[] bytes = Files.readAllBytes(packed);
    assertArrayEquals(bytes, Files.readAllBytes(again));
    // RFC 1952: the time stands in bytes 4 to 7, and a name would be flagged in byte 3.
    assertEquals(0, ByteBuffer.wrap(bytes).getInt(4));
    assertEquals(0, bytes[3]);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertArrayEquals(Files.readAllBytes(plain), in.readAllBytes());
    }
    try (var files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    NiftiVolume volume = NiftiReader.read(Made.volume(file -> {}), "source");
    byte[] labels = new byte[12];
    assertRefused(
        "mask.png: name it .nii or .nii.gz",
        () -> NiftiWriter.labels(folder.resolve("mask.png"), labels, volume));
    assertThrows(
        StoreException.class,
        () -> NiftiWriter.labels(folder.resolve("absent/mask.nii"), labels, volume));
    assertThrows(
        IllegalArgumentException.class,
        () -> NiftiWriter.labels(folder.resolve("mask.nii"), new byte[11], volume));
    byte[] source = Made.longer(Made.second(40_000, 1, 1), 40_000);
    NiftiVolume wide = NiftiReader.read(source, "wide");
    assertRefused(
        "no room for an axis of 40000",
        () -> NiftiWriter.labels(folder.resolve("mask.nii"), new byte[40_000], wide));
  }

  private static void assertRange(
      byte[] expected, int from, byte[] actual, int at, int length, String name) {
    assertArrayEquals(
        Arrays.copyOfRange(expected, from, from + length),
        Arrays.copyOfRange(actual, at, at + length),
        name);
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return bytes;
  }
}
