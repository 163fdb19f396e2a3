package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks from the command line: the demo, studies, models and what they draw. */
class SegmentationCommandsTest {
  private static final String STUDY =
      """
      study: tiny masks
      task: segmentation
      data: {phantom: {patients: 24, size: 16}, split: holdout}
      model: {name: unet, width: 2, levels: 2}
      training: {epochs: 1, batch: 8}
      seeds: 1
      arms:
        none: []
        dropout: [spatial-dropout]
      """;

  @TempDir static Path models;
  @TempDir Path folder;

  private static Path model() {
    return models.resolve("model");
  }

  @BeforeAll
  static void train() throws IOException {
    String file = Files.writeString(models.resolve("study.yaml"), STUDY).toString();
    Ran ran = Ran.of("train", file, "--arm", "none", "--out", model().toString());
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().matches("(?s).*test +dice +[0-9.]+\n.*"), ran.out());
    assertFalse(ran.out().contains("auroc"), ran.out());
  }

  /** An image of noise, another one for every seed. */
  private Path image(String name, int width, int height, int seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder pgm = new StringBuilder("P2 " + width + " " + height + " 255\n");
    for (int i = 0; i < width * height; i++) {
      pgm.append(random.nextInt(256)).append('\n');
    }
    Path file = folder.resolve("images").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, pgm);
  }

  @Test
  void theDemoShowsMasks() throws IOException {
    Path out = folder.resolve("demo");
    Ran ran =
        Ran.of(
            "demo",
            "--task",
            "segmentation",
            "--out",
            out.toString(),
            "--set",
            "data.phantom={patients: 20, size: 16}",
            "--set",
            "model={unet: {width: 2, levels: 2}}",
            "--set",
            "training.epochs=1",
            "--set",
            "seeds=1",
            "--set",
            "arms={none: [], flips: [flip]}");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.err().contains("say nothing about patients"), ran.err());
    assertTrue(ran.out().contains("validation Dice"), ran.out());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains(">5. Masks</h2>"));
    assertTrue(page.contains(">95 % Hausdorff distance (px)</th>"));
    assertTrue(page.contains(">Best: Dice "));
    assertTrue(page.contains("data:image/png;base64,"));
    assertTrue(Files.exists(out.resolve("models/flips/model.json")));
    // the report alone, from what is stored, is the same to the byte
    Files.delete(out.resolve("report.html"));
    assertEquals(0, Ran.of("report", out.toString()).code());
    assertEquals(page, Files.readString(out.resolve("report.html")));
    Ran none = Ran.of("demo", "--task", "depth");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("there is no demo of depth"), none.err());
  }

  @Test
  void aMaskHasItsImagesSizeAndOneValueOfForeground() throws IOException {
    image("b.pgm", 20, 12, 1);
    image("deep/a.pgm", 9, 31, 2);
    Path out = folder.resolve("masks");
    String[] command = {
      "predict", model().toString(), folder.resolve("images").toString(), "--out", out.toString()
    };
    Ran ran = Ran.of(command);
    assertEquals(0, ran.code(), ran.err());
    List<String> lines = ran.out().lines().toList();
    assertEquals("input,mask,pixels lesion,size lesion", lines.get(0));
    assertEquals(3, lines.size());
    long[] sizes = {20, 12, 9, 31};
    for (int i = 0; i < 2; i++) {
      String name = i == 0 ? "b.png" : "deep/a.png";
      Image mask = ImageReader.read(out.resolve(name));
      assertEquals(sizes[2 * i], mask.width());
      assertEquals(sizes[2 * i + 1], mask.height());
      assertEquals(1, mask.channels());
      int foreground = 0;
      for (float value : mask.values()) {
        assertTrue(value == 0 || value == 255, () -> "a value of " + value);
        foreground += value == 255 ? 1 : 0;
      }
      String[] cells = lines.get(1 + i).split(",", -1);
      assertTrue(cells[1].endsWith(name), cells[1]);
      assertEquals(Integer.toString(foreground), cells[2]);
      assertEquals("", cells[3], "nobody knows how large these pixels are");
    }
    JsonNode json = Ran.of(concat(command, "--json")).json();
    assertEquals(2, json.size());
    assertEquals(lines.get(1).split(",", -1)[2], json.at("/0/pixels/lesion").asText());
    assertTrue(json.at("/0/size").isEmpty());
  }

  private static String[] concat(String[] command, String... more) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void noMaskTakesThePlaceOfAnotherOrOfAnImage() throws IOException {
    Path one = image("x.pgm", 8, 8, 1);
    Path two = image("other/x.pgm", 8, 8, 2);
    Path out = folder.resolve("masks");
    Ran ran =
        Ran.of(
            "predict", model().toString(), one.toString(), two.toString(), "--out", out.toString());
    assertEquals(4, ran.code(), ran.err());
    assertTrue(ran.err().contains("would get masks of one name"), ran.err());
    assertFalse(Files.exists(out));

    Path png = folder.resolve("images/x.png");
    Files.delete(two);
    assertEquals(0, Ran.of("image", one.toString(), "--png", png.toString()).code());
    Files.delete(one);
    byte[] before = Files.readAllBytes(png);
    Ran over =
        Ran.of(
            "predict",
            model().toString(),
            png.toString(),
            "--out",
            folder.resolve("images").toString());
    assertEquals(2, over.code(), over.err());
    assertTrue(over.err().contains("its mask would be written over it"), over.err());
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(png)));
  }

  @Test
  void whatCannotBeReadIsNamedAndCanBeLeftOut() throws IOException {
    image("a.pgm", 8, 8, 1);
    Files.writeString(folder.resolve("images/b.png"), "no image");
    Nifti.write(
        folder.resolve("images/c.nii"),
        Nifti.of(new int[] {2, 2, 2}, Nifti.straight(1), 0, 1, 2, 3, 4, 5, 6, 7));
    Path out = folder.resolve("masks");
    String[] command = {
      "predict", model().toString(), folder.resolve("images").toString(), "--out", out.toString()
    };
    Ran ran = Ran.of(command);
    assertEquals(4, ran.code(), ran.err());
    assertTrue(ran.err().contains("2 of 3 images cannot be used"), ran.err());
    assertTrue(ran.err().contains("b.png: is no image of a known format"), ran.err());
    assertTrue(
        ran.err().contains("c.nii: is a volume; the model was trained on flat images"), ran.err());
    assertEquals("", ran.out());
    Ran left = Ran.of(concat(command, "--skip-bad"));
    assertEquals(0, left.code(), left.err());
    assertEquals(2, left.out().lines().count(), left.out());
    assertTrue(left.err().contains("left out: "), left.err());
  }

  @Test
  void aCardSpeaksOfMasks() {
    assertEquals(0, Ran.of("model", "verify", model().toString()).code());
    String card = Ran.of("model", "card", model().toString()).out();
    assertTrue(
        card.contains("Task: segmentation, the class of every pixel, one of: background, lesion."),
        card);
    assertTrue(card.contains("Decision: the most probable class of each pixel."), card);
    assertTrue(card.contains("Input: 16 x 16 pixels, grey; other sizes are resized"), card);
    assertTrue(card.contains("still gets a mask"), card);
    assertTrue(card.contains("distances are in mm, or in pixels as stored"), card);
    assertTrue(card.contains("| dice | 0."), card);
    assertFalse(card.contains("robabilities"), card);
  }

  @Test
  void deepSupervisionNeedsHeads() throws IOException {
    String study = STUDY.replace("dropout: [spatial-dropout]", "deep: [deep-supervision]");
    String file = Files.writeString(folder.resolve("study.yaml"), study).toString();
    Ran ran = Ran.of("study", "run", file, "--dry-run");
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("arms.deep: "), ran.err());
    assertTrue(ran.err().contains("deepSupervision"), ran.err());
    Ran with =
        Ran.of(
            "study",
            "run",
            file,
            "--dry-run",
            "--set",
            "model={unet: {width: 2, levels: 3, deepSupervision: on}}");
    assertEquals(0, with.code(), with.err());
  }

  @Test
  void aMetricOfClassesIsRefused() throws IOException {
    String file = Files.writeString(folder.resolve("study.yaml"), STUDY).toString();
    Ran ran = Ran.of("study", "run", file, "--dry-run", "--set", "metric=auroc");
    assertEquals(3, ran.code(), ran.err());
    assertTrue(
        ran.err().contains("auroc is not defined for segmentation; give dice, iou, hd95"),
        ran.err());
  }
}
