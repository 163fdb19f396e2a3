package io.ridgeline.image.nifti;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.RealData;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageInfo;
import io.ridgeline.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published volumes; what is expected stands in the lists beside them. */
class NiftiRealDataTest {
  /** Every scan and its mask: lengths, spacing and the voxels of each label as its index says. */
  @Test
  void hippocampi() throws IOException {
    Path index = RealData.file("hippocampus/index.csv");
    List<String> lines = Files.readAllLines(index);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      NiftiVolume volume = NiftiReader.read(index.resolveSibling("images").resolve(cells[0]));
      Image scan = volume.image();
      Image mask = ImageReader.read(index.resolveSibling("labels").resolve(cells[0]));
      int[] voxels = new int[3];
      for (float label : mask.values()) {
        assertEquals(Math.rint(label), label);
        voxels[(int) label]++;
      }
      assertArrayEquals(
          new int[] {Integer.parseInt(cells[9]), Integer.parseInt(cells[10])},
          new int[] {voxels[1], voxels[2]},
          cells[0]);
      assertEquals(cells[4], volume.type().name().toLowerCase(java.util.Locale.ROOT));
      assertEquals(scan.size(), mask.size());
      assertEquals(cells[3] + "x" + cells[2] + "x" + cells[1], scan.size(), cells[0]);
      assertEquals(Double.parseDouble(cells[6]), scan.spacing().width());
      assertEquals(scan.spacing(), mask.spacing());
    }
    assertEquals(100, lines.size() - 1);
  }

  /** The reference values of the list were made by nibabel. */
  @Test
  void samplesOfNibabel() {
    Path folder = RealData.file("nifti-samples/manifest.csv").resolveSibling("");
    ImageInfo scan = ImageReader.inspect(folder.resolve("anatomical.nii"));
    assertEquals("25x41x33", scan.depth() + "x" + scan.height() + "x" + scan.width());
    assertEquals(284166082, scan.sum());
    assertEquals(16, scan.bits());
    ImageInfo moved = ImageReader.inspect(folder.resolve("reoriented_anat_moved.nii"));
    assertEquals(32739769.449157715, moved.sum(), 1e-3);
    ImageInfo packed = ImageReader.inspect(folder.resolve("standard.nii.gz"));
    assertEquals("7x5x4", packed.depth() + "x" + packed.height() + "x" + packed.width());
    assertEquals("2.0×3.0×1.0 mm", packed.spacing().toString());
    assertEquals(7650, packed.sum());
    refused(folder, "functional.nii", "holds 20 points in time");
    refused(folder, "example4d.nii.gz", "holds 2 points in time");
    refused(folder, "example_nifti2.nii.gz", "holds 2 points in time");
    refused(folder, "resampled_anat_moved.nii", "153 of 1071 voxels are NaN");
    refused(folder, "analyze.hdr", "ANALYZE 7.5");
    refused(folder, "nifti1.hdr", "is one of a pair of files");
    refused(folder, "nifti2.hdr", "is one of a pair of files");
  }

  private static void refused(Path folder, String name, String words) {
    assertRefused(words, () -> ImageReader.read(folder.resolve(name)));
    assertRefused(name, () -> ImageReader.read(folder.resolve(name)));
  }
}
