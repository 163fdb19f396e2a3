package io.ridgeline.image;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
  /** Sizes, extremes, sum and MD5 of the samples by NumPy. */
  @ParameterizedTest
  @CsvFileSource(resources = "expected.csv", numLinesToSkip = 1)
  void samplesAreWhatNumPyStored(
      String file,
      int width,
      int height,
      int channels,
      int bits,
      int frames,
      double min,
      double max,
      double sum,
      String md5) {
    Path path = Fixtures.path(ImageReaderTest.class, "files/" + file);
    String extension = file.substring(file.indexOf('.') + 1);
    String format = extension.equals("tif") ? "TIFF" : extension.toUpperCase(java.util.Locale.ROOT);
    assertEquals(
        new ImageInfo(
            format, width, height, 1, Spacing.PIXELS, channels, bits, frames, min, max, sum, md5),
        ImageReader.inspect(path));
  }

  /** Both use the integer DCT of the Independent JPEG Group, but chroma is spread differently. */
  @ParameterizedTest
  @CsvSource({"grey.jpg,0", "full.jpg,1", "progressive.jpg,1", "halved.jpg,2"})
  void jpegIsWithinRoundingOfPillow(String file, int tolerance) {
    Image ours = read(file);
    Image theirs = read(file + ".png");
    assertEquals(theirs.channels(), ours.channels());
    assertArrayEquals(theirs.values(), ours.values(), tolerance);
  }

  @Test
  void whiteIsTheLargestValueThatTheFileCanHold() {
    assertEquals(255, read("grey8.png").white());
    assertEquals(255, read("grey4.png").white());
    assertEquals(65_535, read("grey16.png").white());
    assertEquals(4095, read("twelvebit.pgm").white());
  }

  @ParameterizedTest
  @CsvSource({
    "refused-cmyk.jpg,CMYK",
    "refused.gif,is a GIF",
    "refused-pages.tif,holds 3 frames",
    "refused-animated.png,holds 3 frames",
    "refused-float.tif,floating point",
    "refused.webp,is a WebP"
  })
  void otherKindsAreRefusedByName(String file, String reason) {
    assertRefused(reason, () -> read(file));
    assertRefused(file, () -> read(file));
  }

  @Test
  void theFirstOfSeveralFramesIsInspected() {
    ImageInfo info =
        ImageReader.inspect(Fixtures.path(ImageReaderTest.class, "files/refused-pages.tif"));
    assertEquals(3, info.frames());
    assertEquals("8d45b844123f5fb28acf38a168d1897c", info.md5());
  }

  @Test
  void aWrongExtensionDoesNotMatter(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/rgb8.png"));
    Path file = Files.write(folder.resolve("-ä 😀.jpg"), bytes);
    assertEquals("PNG", ImageReader.inspect(file).format());
    assertArrayEquals(read("rgb8.png").values(), ImageReader.read(file).values());
  }

  @Test
  void missingFilesFoldersAndEmptyFilesAreNamed(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty\n.png"));
    assertRefused("is empty (0 bytes)", () -> ImageReader.read(empty));
    assertRefused("empty\\u000a.png", () -> ImageReader.read(empty));
    assertRefused("no such file", () -> ImageReader.read(folder.resolve("absent.png")));
    assertRefused("is not a file", () -> ImageReader.read(folder));
    byte[] page = "<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8);
    assertRefused("failed download", () -> ImageReader.read(page, "x.png"));
  }

  /** Whatever is left of a file, it is refused or, if only idle bytes are gone, read whole. */
  @Test
  void aFileCutAtAnyByteIsNeverHalfAnImage() throws IOException {
    int refused = 0;
    for (Path path : Fixtures.images()) {
      if (String.valueOf(path.getFileName()).startsWith("refused")) {
        continue;
      }
      byte[] whole = Files.readAllBytes(path);
      Image image = ImageReader.read(path);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        try {
          Image got = ImageReader.read(cut, "cut");
          assertArrayEquals(image.values(), got.values(), path + " cut to " + length);
          assertTrue(whole.length - length < 64, path + " cut to " + length);
        } catch (DataException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 10_000, refused + " refused");
  }

  /** An end mark after half of the coded data satisfies the structure, but not the decoder. */
  @Test
  void aJpegWithMissingCodedDataIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/full.jpg"));
    byte[] half = Arrays.copyOf(whole, whole.length - 100);
    half[half.length - 2] = (byte) 0xFF;
    half[half.length - 1] = (byte) 0xD9;
    assertRefused("is damaged", () -> ImageReader.read(half, "half.jpg"));
  }

  /** The directory is made to agree with a strip that holds only half of its packed data. */
  @ParameterizedTest
  @ValueSource(strings = {"lzw.tif", "lzwpredictor.tif", "packbits.tif", "deflate.tif"})
  void aTiffWithMissingPackedDataIsRefused(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/" + file));
    ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = tiff.getInt(4);
    for (int i = 0; i < tiff.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (tiff.getShort(entry) == 279) {
        tiff.putInt(entry + 8, tiff.getInt(entry + 8) / 2);
      }
    }
    assertRefused("damaged", () -> ImageReader.read(bytes, file));
  }

  /** A header of a few bytes must not buy gigabytes, nor take long to be refused. */
  @Test
  void hugeHeadersAreRefusedAtOnce() throws IOException {
    byte[] png = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/grey8.png"));
    ByteBuffer.wrap(png).putInt(16, 65_535).putInt(20, 65_535);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    byte[] jpeg = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/full.jpg"));
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFF);
        break;
      }
    }
    byte[] bmp = Files.readAllBytes(Fixtures.path(ImageReaderTest.class, "files/rgb.bmp"));
    Arrays.fill(bmp, 18, 20, (byte) 0xFF);
    Arrays.fill(bmp, 22, 24, (byte) 0xFF);
    byte[] pgm = "P5 65535 65535 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] small = "P5 9999 9999 255\n".getBytes(StandardCharsets.US_ASCII);
    ImageReader.read(Fixtures.path(ImageReaderTest.class, "files/full.jpg"));
    long start = System.nanoTime();
    for (byte[] bytes : new byte[][] {png, jpeg, bmp, pgm}) {
      assertRefused("declares 65535 x 65535", () -> ImageReader.read(bytes, "huge"));
    }
    assertRefused("cannot hold", () -> ImageReader.read(small, "huge"));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertTrue(milliseconds < 200, milliseconds + " ms");
  }

  private static Image read(String file) {
    return ImageReader.read(Fixtures.path(ImageReaderTest.class, "files/" + file));
  }
}
