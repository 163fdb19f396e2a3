package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandsTest {
  @TempDir Path folder;

  private static Path shared(String path) {
    Path file = Path.of(System.getProperty("ridgeline.root", "."), "..", "shared", "data", path);
    Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
    return file;
  }

  @Test
  void anImageIsDescribedAndWrittenAsPng() throws IOException {
    // 16 bits, so that the view is scaled: 0, 257·100 and 65535 of 65535 become 0, 100 and 255.
    Path pgm = Files.writeString(folder.resolve("x.pgm"), "P2 3 1 65535 0 25700 65535\n");
    Path png = folder.resolve("x.png");
    JsonNode info = Ran.of("image", pgm.toString(), "--json", "--png", png.toString()).json();
    assertEquals("PGM", info.get("format").asText());
    assertEquals(3, info.get("width").asInt());
    assertEquals(91235, info.get("sum").asDouble());
    // MD5 of the little-endian bytes 00 00 64 64 ff ff, by md5sum.
    assertEquals("c76a8e035b6737941f191c911a9ceb90", info.get("md5").asText());
    JsonNode view = Ran.of("image", png.toString(), "--json").json();
    assertEquals("PNG", view.get("format").asText());
    assertEquals(8, view.get("bits").asInt());
    assertEquals(355, view.get("sum").asDouble());
    assertTrue(Ran.of("image", pgm.toString()).out().contains("size      3 x 1"));
  }

  /** Two slices of 1x3 voxels, each reversed on the way: the first axis runs from right to left. */
  @Test
  void aVolumeIsDescribedInItsCanonicalFrame() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(352 + 6).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 348).putShort(40, (short) 3);
    file.putShort(42, (short) 3).putShort(44, (short) 1).putShort(46, (short) 2);
    file.putShort(70, (short) 2).putShort(72, (short) 8);
    file.putFloat(80, 0.5f).putFloat(84, 2).putFloat(88, 2.2f).putFloat(108, 352);
    file.position(344).put("n+1\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    file.put(new byte[] {1, 2, 3, 10, 30, 50});
    Path nii = Files.write(folder.resolve("x.nii"), file.array());
    Path png = folder.resolve("x.png");
    JsonNode info = Ran.of("image", nii.toString(), "--json", "--png", png.toString()).json();
    assertEquals("NIFTI", info.get("format").asText());
    assertEquals(2, info.get("depth").asInt());
    assertEquals(3, info.get("width").asInt());
    assertEquals(0.5, info.get("spacing").get("width").asDouble());
    assertEquals("mm", info.get("spacing").get("unit").asText());
    assertEquals(96, info.get("sum").asDouble());
    // NumPy: md5 of array([3, 2, 1, 50, 30, 10], '<f4').tobytes()
    assertEquals("e2589fbfbcc0a010e42f82b79f1a1b2d", info.get("md5").asText());
    String out = Ran.of("image", nii.toString()).out();
    assertTrue(out.contains("size      3 x 1 x 2 (width x height x depth)"), out);
    assertTrue(out.contains("spacing   0.500000 x 2.00000 x 2.20000 mm"), out);
    // The second of two slices is the middle one; 1 becomes 0 and 50 becomes 255, so 30 becomes
    // 29/49 of 255, which is 151, and 10 becomes 47.
    Image view = ImageReader.read(png);
    assertArrayEquals(new float[] {255, 151, 47}, view.values());
  }

  @Test
  void whatIsNoImageIsDataThatCannotBeUsed() throws IOException {
    Path text = Files.writeString(folder.resolve("x.png"), "no image");
    Ran ran = Ran.of("image", text.toString());
    assertEquals(4, ran.code());
    assertTrue(ran.err().contains("x.png: is no image of a known format"), ran.err());
    Ran absent = Ran.of("image", folder.resolve("y.png").toString());
    assertEquals(4, absent.code());
    assertTrue(absent.err().contains("y.png: there is no such file"), absent.err());
  }

  @Test
  void everyProblemOfAManifestIsListedInOnePass() throws IOException {
    Files.writeString(folder.resolve("a.pgm"), "P2 1 1 255 0\n");
    Path csv =
        Files.writeString(
            folder.resolve("index.csv"), "file,kind\na.pgm,sick\nb.pgm,well\n../c.pgm,well\n");
    Ran ran = Ran.of("check", csv.toString(), "--image", "file", "--label", "kind");
    assertEquals(4, ran.code());
    assertTrue(ran.err().contains("b.pgm"), ran.err());
    assertTrue(ran.err().contains("c.pgm"), ran.err());
    Ran columns = Ran.of("check", csv.toString());
    assertEquals(4, columns.code());
    assertTrue(columns.err().contains("file, kind"), columns.err());
  }

  @Test
  void aCleanFolderPasses() throws IOException {
    int value = 0;
    for (String label : new String[] {"sick", "well"}) {
      Path images = Files.createDirectory(folder.resolve(label));
      for (int i = 0; i < 3; i++) {
        Files.writeString(images.resolve(i + ".pgm"), "P2 1 1 255 " + value++ + "\n");
      }
    }
    Ran ran = Ran.of("check", folder.toString());
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("all: 6 images (sick 3, well 3)"), ran.out());
  }

  @Test
  void masksAreCheckedWithTheirImages() throws IOException {
    for (String name : new String[] {"images", "masks"}) {
      Files.createDirectory(folder.resolve(name));
    }
    for (int i = 0; i < 3; i++) {
      Files.writeString(folder.resolve("images/" + i + ".pgm"), "P2 2 1 255 5 " + i + "\n");
      Files.writeString(folder.resolve("masks/" + i + ".pgm"), "P2 2 1 255 0 " + i + "\n");
    }
    Ran labels = Ran.of("check", folder.toString(), "--task", "segmentation", "--masks", "labels");
    assertEquals(0, labels.code(), labels.err());
    assertTrue(labels.out().contains("empty masks: 1 (with foreground 0"), labels.out());
    assertTrue(labels.out().contains("2: in 1 images; of all pixels: "), labels.out());
    JsonNode json =
        Ran.of(
                "check",
                folder.toString(),
                "--task",
                "segmentation",
                "--masks",
                "instances",
                "--json")
            .json();
    assertEquals(2, json.at("/audit/masks/images/foreground").asInt());
    Ran binary = Ran.of("check", folder.toString(), "--task", "segmentation");
    assertEquals(4, binary.code());
    assertTrue(binary.err().contains("these hold 1, 2; name the classes"), binary.err());
    Ran unknown = Ran.of("check", folder.toString(), "--task", "segmentaton");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("did you mean 'segmentation'?"), unknown.err());
  }

  @Test
  void theLeakInBreastMnistIsFound() {
    Ran ran = Ran.of("check", shared("medmnist/breastmnist.npz").toString());
    assertEquals(4, ran.code());
    assertTrue(ran.out().contains("train/115 (0) = test/76 (1)"), ran.out());
  }
}
