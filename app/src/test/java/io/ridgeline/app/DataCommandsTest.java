package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
