package io.ridgeline.image.nifti;

import static io.ridgeline.image.nifti.Made.longer;
import static io.ridgeline.image.nifti.Made.volume;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageInfo;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Spacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiReaderTest {
  /** Types, byte orders, both versions, all 48 orientations by either form, slopes and units. */
  @Test
  void volumesAreWhatNibabelTurnsToItsClosestCanonicalFrame() {
    JsonNode cases = Fixture.read("image/nifti.json");
    assertEquals(159, cases.size());
    for (JsonNode expected : cases) {
      String name = expected.get("name").asText();
      NiftiVolume volume = NiftiReader.read(file(expected), name);
      Image image = volume.image();
      double[] shape = Fixture.doubles(expected.get("shape"));
      double[] spacing = Fixture.doubles(expected.get("spacing"));
      assertEquals(expected.get("type").asText(), volume.type().name().toLowerCase(Locale.ROOT));
      assertArrayEquals(shape, new double[] {image.depth(), image.height(), image.width()}, name);
      assertArrayEquals(Fixture.floats(expected.get("values")), image.values(), name);
      assertEquals(Spacing.millimetres(spacing[0], spacing[1], spacing[2]), image.spacing(), name);
      assertEquals(1, image.white());
      double[] affine = Fixture.doubles(expected.get("affine"));
      for (int i = 0; i < 12; i++) {
        // Products are added in another order than NumPy does.
        assertEquals(affine[i], volume.affine()[i / 4][i % 4], 1e-10, name);
      }
    }
  }

  @Test
  void volumesAreInspectedByContent(@TempDir Path folder) throws IOException {
    JsonNode expected = Fixture.read("image/nifti.json").get(0);
    for (boolean packed : new boolean[] {false, true}) {
      byte[] bytes = packed ? Made.gzip(file(expected), 0) : file(expected);
      ImageInfo info = ImageReader.inspect(Files.write(folder.resolve("x.png"), bytes));
      assertEquals("NIFTI", info.format());
      double[] shape = Fixture.doubles(expected.get("shape"));
      assertArrayEquals(shape, new double[] {info.depth(), info.height(), info.width()});
      assertEquals(expected.get("spacing").get(0).asDouble(), info.spacing().depth());
      assertEquals(8, info.bits());
      assertEquals(0, info.min());
      assertEquals(255, info.max());
      double sum = 0;
      for (double value : Fixture.doubles(expected.get("values"))) {
        sum += value;
      }
      assertEquals(sum, info.sum());
      assertEquals(expected.get("md5").asText(), info.md5());
      Image image = ImageReader.read(folder.resolve("x.png"));
      assertArrayEquals(Fixture.floats(expected.get("values")), image.values());
    }
  }

  /** Stored i, j, k are x, y, z: width, height and depth; the first voxel is left, back and low. */
  @Test
  void aVolumeMadeByHand() {
    Image image = NiftiReader.read(volume(file -> {}), "made").image();
    assertEquals("2x2x3", image.size());
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, image.values());
    // The same from right to left: every row is reversed.
    byte[] flipped = volume(file -> file.putFloat(Made.SROW, -1));
    assertArrayEquals(
        new float[] {2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9},
        NiftiReader.read(flipped, "made").image().values());
  }

  @Test
  void aFlatImageHasOneSliceWhateverItsPlane() {
    // Four rows of three, a coronal plane: i to the left, j upward, and no thickness said.
    byte[] coronal =
        volume(
            file -> {
              Made.dim(file, 2, 3, 4, 9);
              Made.reals(file, Made.PIXDIM, 1, 0.5, 2, 0);
              Made.reals(file, Made.SROW, -0.5, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0);
            });
    Image image = NiftiReader.read(coronal, "coronal").image();
    assertEquals(1, image.depth());
    assertEquals("4x3", image.size());
    assertEquals(Spacing.millimetres(1, 2, 0.5), image.spacing());
    assertArrayEquals(new float[] {2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9}, image.values());
    // j to the left and i upward: columns become rows.
    byte[] turned =
        volume(
            file -> {
              Made.dim(file, 2, 3, 4, 9);
              Made.reals(file, Made.SROW, 0, -1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0);
            });
    Image columns = NiftiReader.read(turned, "turned").image();
    assertEquals("3x4", columns.size());
    assertArrayEquals(new float[] {9, 6, 3, 0, 10, 7, 4, 1, 11, 8, 5, 2}, columns.values());
  }

  @Test
  void whatStandsBetweenHeaderAndVoxelsIsSkipped() {
    byte[] plain = volume(file -> {});
    byte[] spaced = longer(plain, 64);
    System.arraycopy(plain, 352, spaced, 352 + 64, 48);
    java.nio.ByteBuffer.wrap(spaced)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putFloat(Made.VOX_OFFSET, 416);
    assertArrayEquals(
        NiftiReader.read(plain, "plain").image().values(),
        NiftiReader.read(spaced, "spaced").image().values());
  }

  /** A quaternion a little longer than 1 by rounding still turns by half a turn: x, y reversed. */
  @Test
  void aQuaternionMayBeRounded() {
    byte[] bytes =
        volume(
            file -> {
              file.putShort(Made.SFORM, (short) 0).putShort(Made.QFORM, (short) 1);
              Made.reals(file, Made.QUATERN, 0, 0, 1.000001);
            });
    assertArrayEquals(
        new float[] {5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6},
        NiftiReader.read(bytes, "turned").image().values());
  }

  @Test
  void aLargeVolumeIsReadInPieces() {
    // 30x40x50 bytes are more than one piece; voxel (i, j, k) holds i + j + k.
    byte[] bytes =
        longer(
            volume(
                file -> {
                  Made.dim(file, 3, 30, 40, 50);
                  file.putShort(Made.DATATYPE, (short) 2).putShort(Made.BITPIX, (short) 8);
                }),
            60_000 - 48);
    for (int n = 0; n < 60_000; n++) {
      bytes[352 + n] = (byte) (n % 30 + n / 30 % 40 + n / 1200);
    }
    float[] values = NiftiReader.read(Made.gzip(bytes, 0), "large").image().values();
    for (int n = 0; n < 60_000; n++) {
      assertEquals(n % 30 + n / 30 % 40 + n / 1200, values[n]);
    }
    assertTrue(values[59_999] == 29 + 39 + 49);
  }

  private static byte[] file(JsonNode expected) {
    return Base64.getDecoder().decode(expected.get("file").asText());
  }
}
