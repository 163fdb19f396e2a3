package io.ridgeline.image.nifti;

import static io.ridgeline.image.Fixtures.assertRefused;
import static io.ridgeline.image.nifti.Made.longer;
import static io.ridgeline.image.nifti.Made.volume;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.image.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiRefusalTest {
  private static void refused(String words, Consumer<ByteBuffer> change) {
    byte[] bytes = volume(change);
    assertRefused(words, () -> NiftiReader.read(bytes, "made.nii"));
    assertRefused("made.nii: ", () -> NiftiReader.read(bytes, "made.nii"));
    assertRefused(words, () -> ImageReader.read(Made.gzip(bytes, 0), "made.nii.gz"));
  }

  @Test
  void whatIsNoVolume(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("a.nii"));
    assertRefused("a.nii: is empty (0 bytes)", () -> NiftiReader.read(empty));
    assertRefused("is empty (0 bytes)", () -> NiftiReader.read(Made.gzip(new byte[0], 0), "x"));
    assertRefused("b.nii: there is no such file", () -> NiftiReader.read(folder.resolve("b.nii")));
    assertRefused("is no NIfTI file", () -> NiftiReader.read(new byte[400], "x"));
    byte[] packedText = Made.gzip("some text".getBytes(StandardCharsets.US_ASCII), 0);
    assertRefused("a gzip file that holds no NIfTI", () -> ImageReader.read(packedText, "x.gz"));
    refused("wrong magic 'n+3", file -> file.put(Made.MAGIC + 2, (byte) '3'));
    refused("ANALYZE 7.5", file -> file.putInt(Made.MAGIC, 0));
    refused("pair of files", file -> file.put(Made.MAGIC + 1, (byte) 'i'));
    byte[] second = Made.second(1, 1, 1);
    second[8] = '\n';
    assertRefused("wrong magic", () -> NiftiReader.read(second, "x"));
  }

  @Test
  void aHeaderWithoutVoxels() {
    byte[] bytes = volume(file -> {});
    byte[] bare = Arrays.copyOf(bytes, 352);
    assertRefused("is cut: 352 bytes where its header asks for 400", () -> read(bare));
    assertRefused("is cut", () -> read(Made.gzip(bare, 0)));
    assertRefused("is cut: 544 bytes", () -> read(Made.second(3, 4, 5)));
  }

  /** Plain or packed, a byte less is no volume. */
  @Test
  void aFileCutAtAnyByte() {
    byte[] plain = volume(file -> {});
    for (byte[] whole : new byte[][] {plain, Made.gzip(plain, 0)}) {
      assertArrayEquals(
          NiftiReader.read(plain, "whole").image().values(),
          NiftiReader.read(whole, "whole").image().values());
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertRefused("cut.nii: ", () -> NiftiReader.read(cut, "cut.nii"));
      }
    }
    assertRefused("more than the 400 bytes", () -> read(longer(plain, 1)));
    assertRefused("more than the 400 bytes", () -> read(Made.gzip(plain, 1)));
  }

  /** Its checksum stands at the end of a gzip file. */
  @Test
  void aPackedFileThatWasChanged() {
    byte[] packed = Made.gzip(volume(file -> {}), 0);
    packed[packed.length - 6] ^= 1;
    assertRefused("is damaged", () -> read(packed));
  }

  @ParameterizedTest
  @CsvSource({
    "0,unknown data type 0",
    "1,single bits",
    "32,complex64",
    "128,RGB24",
    "1536,float128",
    "1792,complex128",
    "2048,complex256",
    "2304,RGBA32",
    "-7,unknown data type -7"
  })
  void otherDataTypesByName(short code, String words) {
    refused(words, file -> file.putShort(Made.DATATYPE, code));
    refused("readable: uint8, int16", file -> file.putShort(Made.DATATYPE, code));
  }

  @Test
  void numbersOfAxesAndLengths() {
    refused("64 bits a voxel where its data type has 32", f -> f.putShort(Made.BITPIX, (short) 64));
    refused("declares 0 axes", file -> Made.dim(file, 0));
    refused("declares 1 axes", file -> Made.dim(file, 1));
    refused("declares 8 axes", file -> Made.dim(file, 8));
    refused("declares -1 axes", file -> Made.dim(file, -1));
    refused("the length 0 of axis 2", file -> Made.dim(file, 3, 3, 0));
    refused("the length -2 of axis 3", file -> Made.dim(file, 3, 3, 2, -2));
    refused("holds 20 points in time", file -> Made.dim(file, 4, 3, 2, 2, 20));
    refused("holds 3 values a voxel (axis 5)", file -> Made.dim(file, 5, 3, 2, 2, 1, 3));
    refused("the length 0 of axis 4", file -> Made.dim(file, 4, 3, 2, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -2, Float.NaN, Float.POSITIVE_INFINITY})
  void spacingThatIsNone(float spacing) {
    refused(
        "spacing that is not positive: pixdim[2] is", f -> f.putFloat(Made.PIXDIM + 8, spacing));
    if (spacing != -2) {
      refused("along axis 3 of its affine", file -> file.putFloat(Made.SROW + 40, spacing));
    }
  }

  @Test
  void affinesThatPlaceNothing() {
    refused("offset NaN", file -> file.putFloat(Made.SROW + 12, Float.NaN));
    refused("degenerate", file -> Made.reals(file, Made.SROW, 1, 1, 0, 0, 0, 0, 0, 0));
    refused(
        "degenerate", file -> Made.reals(file, Made.SROW, 1, 1, 0, 0, 0, 0.005, 0, 0, 0, 0, 1, 0));
    refused("unit of length 5", file -> file.put(Made.XYZT_UNITS, (byte) 5));
    Consumer<ByteBuffer> qform =
        file -> file.putShort(Made.SFORM, (short) 0).putShort(Made.QFORM, (short) 1);
    refused("no rotation", qform.andThen(file -> Made.reals(file, Made.QUATERN, 0.8, 0.5, 0.5)));
    refused("no rotation", qform.andThen(file -> file.putFloat(Made.QUATERN, Float.NaN)));
    refused("offset Infinity", qform.andThen(file -> Made.reals(file, Made.QOFFSET, 1 / 0.0)));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 348, 352.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, 3e9f})
  void offsetsThatAreImpossible(float offset) {
    refused("impossible offset", file -> file.putFloat(Made.VOX_OFFSET, offset));
  }

  @Test
  void offsetsBehindTheEnd() {
    byte[] bytes = volume(file -> file.putFloat(Made.VOX_OFFSET, 1_000_000));
    assertRefused("is cut: 400 bytes where its header asks for 1000048", () -> read(bytes));
    assertRefused("is cut", () -> read(Made.gzip(bytes, 0)));
  }

  /** Voxel 7 of 3x2x2 is (1, 0, 1), voxel 9 is (0, 1, 1). */
  @Test
  void voxelsThatAreNotFinite() {
    refused(
        "2 of 12 voxels are NaN, infinite or too large for 32-bit floats; the first is (i, j, k) ="
            + " (1, 0, 1)",
        file -> file.putFloat(352 + 28, Float.NaN).putFloat(352 + 36, Float.NEGATIVE_INFINITY));
    refused(
        "11 of 12 voxels",
        file ->
            file.putFloat(Made.SCL_SLOPE, Float.MAX_VALUE)
                .putFloat(Made.SCL_INTER, Float.MAX_VALUE));
    refused("intercept NaN", file -> file.putFloat(Made.SCL_INTER, Float.NaN));
  }

  /** A header of a few bytes must not buy gigabytes, nor take long to be refused. */
  @Test
  void bombsAreRefusedAtOnce() {
    byte[] huge = volume(file -> Made.dim(file, 3, 32_767, 32_767, 32_767));
    byte[] wide = Made.second(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    byte[] many = Made.second(1 << 16, 1 << 16, 1L << 32);
    byte[] allowed = volume(file -> Made.dim(file, 3, 300, 300, 300));
    byte[] bomb = Made.gzip(volume(file -> Made.dim(file, 3, 300, 300, 300)), 108_000_000 - 48);
    byte[] tail = Made.gzip(volume(file -> {}), 108_000_000);
    byte[] far = volume(file -> file.putFloat(Made.VOX_OFFSET, 1 << 30));
    byte[] second = Made.second(1, 1, 1);
    ByteBuffer.wrap(second).order(ByteOrder.LITTLE_ENDIAN).putLong(168, Long.MAX_VALUE);
    NiftiReader.read(Made.gzip(volume(file -> {}), 0), "warm");
    long start = System.nanoTime();
    for (byte[] bytes : new byte[][] {huge, wide, many, Made.gzip(huge, 0)}) {
      assertRefused("declares more voxels than 100000000", () -> read(bytes));
    }
    assertRefused("is cut: 400 bytes where its header asks for 108000352", () -> read(allowed));
    assertRefused("to 108000352; if that is meant, raise", () -> read(Made.gzip(allowed, 0)));
    assertRefused("to 108000352; if that is meant, raise", () -> read(bomb));
    assertRefused("more than the 400 bytes", () -> read(tail));
    assertRefused("if that is meant, raise", () -> read(Made.gzip(far, 0)));
    assertRefused("impossible offset", () -> read(second));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertTrue(milliseconds < 200, milliseconds + " ms");
  }

  private static NiftiVolume read(byte[] bytes) throws DataException {
    return NiftiReader.read(bytes, "made.nii");
  }
}
