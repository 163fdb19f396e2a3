package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes from their files to masks that lie over them. */
class VolumeMaskTest {
  @TempDir Path folder;

  /** Twelve volumes with a bright half, as files made by hand. */
  private Path volumes() throws IOException {
    Random random = new Random(3);
    for (int n = 0; n < 12; n++) {
      float[] image = new float[512];
      float[] mask = new float[512];
      for (int i = 0; i < 512; i++) {
        mask[i] = i % 8 < 4 ? 1 : 0;
        image[i] = 10 * mask[i] + random.nextFloat();
      }
      String name = "v" + n + ".nii";
      int[] size = {8, 8, 8};
      Nifti.write(
          folder.resolve("volumes/images/" + name), Nifti.of(size, Nifti.straight(2), image));
      Nifti.write(folder.resolve("volumes/masks/" + name), Nifti.of(size, Nifti.straight(2), mask));
    }
    return folder.resolve("volumes");
  }

  @Test
  void aVolumesMaskLiesOverIt() throws IOException {
    volumes();
    Path file =
        Files.writeString(
            folder.resolve("volumes.yaml"),
            """
            study: volumes
            task: segmentation
            data: {source: volumes, split: holdout, patch: [8, 8, 8], intensity: image}
            model: {name: unet, width: 2, levels: 2}
            training: {epochs: 6, batch: 2, learningRate: 0.02}
            seeds: 1
            arms: {none: []}
            """);
    Path study = folder.resolve("study");
    Ran run = Ran.of("study", "run", file.toString(), "--out", study.toString());
    assertEquals(0, run.code(), run.err());
    String page = Files.readString(study.resolve("report.html"));
    assertTrue(page.contains(">95 % Hausdorff distance (mm)</th>"));
    // of 8 slices with foreground the middles of three thirds are printed, all can be leafed
    // through
    String figure =
        page.substring(page.indexOf("panels across-3"), page.indexOf("class=\"viewers\""));
    for (int shown : new int[] {2, 5, 7}) {
      assertTrue(figure.contains(", slice " + shown + " of 8</text>"), figure);
    }
    assertFalse(figure.contains(", slice 8 of 8</text>"), figure);
    assertTrue(page.contains("<input type=\"range\" min=\"0\" max=\"7\""));
    assertFalse(page.contains("outline baseline"), "the only arm is the chosen one");
    Path model = study.resolve("models/none");
    String card = Ran.of("model", "card", model.toString()).out();
    assertTrue(card.contains("Input: patches of 8 x 8 x 8 pixels, grey; images of any size"), card);
    assertTrue(card.contains("; intensity image;"), card);

    // One volume of 5x6x7, stored from left to right, and the same from right to left and in
    // another order of axes: x runs backwards along the third, y along the first, z along the
    // second.
    float[] plain = new float[210];
    float[] turned = new float[210];
    Random random = new Random(8);
    for (int z = 0; z < 7; z++) {
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 5; x++) {
          float value = (x < 3 ? 10 : 0) + random.nextFloat();
          plain[x + 5 * (y + 6 * z)] = value;
          turned[y + 6 * (z + 7 * (4 - x))] = value;
        }
      }
    }
    double[][] straight = {{1.5, 0, 0, -20}, {0, 2, 0, 7}, {0, 0, 2.5, 30}};
    double[][] other = {{0, 0, -1.5, -14}, {2, 0, 0, 7}, {0, 2.5, 0, 30}};
    Map<String, byte[]> inputs = new TreeMap<>();
    inputs.put("plain.nii", Nifti.of(new int[] {5, 6, 7}, straight, plain));
    inputs.put("turned.NII", Nifti.of(new int[] {6, 7, 5}, other, turned));
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      Nifti.write(folder.resolve("new").resolve(input.getKey()), input.getValue());
    }
    Path out = folder.resolve("masks");
    Ran ran =
        Ran.of(
            "predict", model.toString(), folder.resolve("new").toString(), "--out", out.toString());
    assertEquals(0, ran.code(), ran.err());
    Image one = ImageReader.read(out.resolve("plain.nii.gz"));
    Image two = ImageReader.read(out.resolve("turned.nii.gz"));
    assertEquals("7x6x5", one.size());
    assertEquals(-1, Arrays.mismatch(one.values(), two.values()));
    int foreground = 0;
    for (float value : one.values()) {
      assertTrue(value == 0 || value == 1, () -> "a value of " + value);
      foreground += (int) value;
    }
    assertTrue(foreground > 0 && foreground < 210, "foreground: " + foreground);
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      String name = input.getKey().substring(0, input.getKey().indexOf('.')) + ".nii.gz";
      byte[] mask;
      try (InputStream in = new GZIPInputStream(Files.newInputStream(out.resolve(name)))) {
        mask = in.readAllBytes();
      }
      // dim, pixdim after its sign, sform code and rows: byte for byte those of the image
      for (int[] range : new int[][] {{40, 48}, {80, 92}, {254, 256}, {280, 328}}) {
        assertEquals(
            -1,
            Arrays.mismatch(input.getValue(), range[0], range[1], mask, range[0], range[1]),
            () -> name + " from byte " + range[0]);
      }
      assertEquals(2, mask[70], "unsigned bytes");
    }
    // a voxel is 1.5 · 2 · 2.5 = 7.5 mm³
    String[] cells = ran.out().lines().toList().get(1).split(",", -1);
    assertEquals(Integer.toString(foreground), cells[2]);
    assertEquals(String.format(Locale.ROOT, "%.3f", 7.5 * foreground), cells[3]);
    // a flat image is nothing for this model
    Path flat = Files.writeString(folder.resolve("f.pgm"), "P2 2 1 255 0 9\n");
    Ran refused = Ran.of("predict", model.toString(), flat.toString());
    assertEquals(4, refused.code(), refused.err());
    assertTrue(refused.err().contains("f.pgm: is a flat image; the model was trained on volumes"));
  }
}
