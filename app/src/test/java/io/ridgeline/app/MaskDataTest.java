package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and masks that cannot be used: all named at once, by every command that reads them. */
class MaskDataTest {
  private static final String STUDY =
      """
      study: volumes
      task: segmentation
      data:
        source: volumes
        classes: {0: background, 1: lesion}
        split: holdout
        patch: [4, 4, 4]
      model: {name: unet, width: 2, levels: 2}
      arms: {none: []}
      """;

  @TempDir Path folder;

  private byte[] volume(int depth, float value) {
    float[] values = new float[16 * depth];
    Arrays.fill(values, 0, 8, value);
    return Nifti.of(new int[] {4, 4, depth}, Nifti.straight(1), values);
  }

  private void pair(String name, byte[] image, byte[] mask) throws IOException {
    Nifti.write(folder.resolve("volumes/images/" + name + ".nii"), image);
    Nifti.write(folder.resolve("volumes/masks/" + name + ".nii"), mask);
  }

  @Test
  void everythingWrongIsNamedInOnePass() throws IOException {
    for (int i = 0; i < 4; i++) {
      pair("good" + i, volume(4, 10 + i), volume(4, 1));
    }
    pair("size", volume(4, 20), volume(5, 1));
    pair("values", volume(4, 21), volume(4, 7));
    Nifti.write(folder.resolve("volumes/images/alone.nii"), volume(4, 22));
    pair("nan", volume(4, Float.NaN), volume(4, 1));
    Path header = folder.resolve("volumes/images/header.nii");
    pair("header", volume(4, 23), volume(4, 1));
    Files.write(header, Arrays.copyOf(volume(4, 23), Nifti.HEADER));
    // pixdim[3], and the third column of the affine map
    byte[] flat = Nifti.with(Nifti.with(volume(4, 24), 88, 0), 280 + 2 * 16 + 8, 0);
    pair("spacing", flat, volume(4, 1));

    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    for (List<String> command :
        List.of(
            List.of("study", "run", study.toString(), "--out", folder.resolve("out").toString()),
            List.of("check", study.toString()),
            List.of("train", study.toString(), "--arm", "none"))) {
      Ran ran = Ran.of(command.toArray(String[]::new));
      assertEquals(4, ran.code(), ran.err());
      for (String problem :
          List.of(
              "size.nii: the mask has the size 5x4x4, its image 4x4x4",
              "values.nii: slice 1, row 1, column 1: the value 7 is no class",
              "alone.nii: there is no mask for it",
              "nan.nii: 8 of 64 voxels are NaN",
              "header.nii: is cut: 352 bytes where its header asks for 608",
              "spacing.nii: has a spacing that is not positive")) {
        assertTrue(ran.err().contains(problem), problem + " in " + ran.err());
      }
      assertFalse(ran.err().contains("good"), ran.err());
      assertFalse(ran.err().contains("\tat "), ran.err());
    }
    assertFalse(Files.exists(folder.resolve("out")));
    // what cannot be read can be left out; what contradicts itself must be repaired
    Ran left = Ran.of("study", "run", study.toString(), "--dry-run", "--set", "data.skipBad=true");
    assertEquals(4, left.code(), left.err());
    assertTrue(left.err().contains("volumes: 3 problems"), left.err());
    for (String name : List.of("size.nii", "values.nii", "alone.nii")) {
      for (String kind : List.of("images", "masks")) {
        Files.deleteIfExists(folder.resolve("volumes/" + kind + "/" + name));
      }
    }
    Ran rest =
        Ran.of(
            "check", folder.resolve("volumes").toString(), "--task", "segmentation", "--skip-bad");
    assertEquals(0, rest.code(), rest.err());
    assertTrue(rest.out().contains("all: 4 images"), rest.out());
    assertEquals(3, rest.out().split("left out: ", -1).length - 1, rest.out());
  }
}
