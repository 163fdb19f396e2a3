package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Fixtures;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.npz.Npz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded mutants of real files: whatever is in a file, only a DataException comes out. */
class FuzzTest {
  private static final int MUTANTS = Integer.getInteger("ridgeline.fuzz.mutants", 2000);
  private static final List<String> FILES =
      List.of(
          "rgb8.png",
          "palette.png",
          "interlaced.png",
          "grey16.png",
          "full.jpg",
          "progressive.jpg",
          "rgb.bmp",
          "palette.bmp",
          "binary.pgm",
          "text.ppm",
          "lzw.tif",
          "deflate.tif",
          "planar.tif",
          "tiled.tif",
          "palette.tif",
          "packbits.tif",
          "stored.npz",
          "deflated.npz");

  @TempDir Path folder;

  @Test
  void mutantsGiveAnImageOrADataException() throws IOException {
    Path scratch = folder.resolve("mutant");
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      RandomGenerator random = Streams.random(Streams.seed(1, "fuzz", i));
      String name = FILES.get(i % FILES.size());
      boolean npz = name.endsWith(".npz");
      Path path = Fixtures.path(ImageReader.class, (npz ? "npz/" : "files/") + name);
      byte[] mutant = mutate(Files.readAllBytes(path), random);
      if (name.endsWith(".png") && random.nextBoolean()) {
        // Half of them with the checksums made right again, to reach what lies behind.
        repairChecksums(mutant);
      }
      long start = System.nanoTime();
      try {
        if (npz) {
          Npz.read(Files.write(scratch, mutant));
        } else {
          ImageReader.read(mutant, name);
        }
      } catch (DataException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of " + name, e);
      }
      assertTrue(System.nanoTime() - start < 10_000_000_000L, "mutant " + i + " of " + name);
    }
    assertTrue(refused > MUTANTS / 2, refused + " of " + MUTANTS + " refused");
  }

  /** Small annotations of each kind, by the file they stand in. */
  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "Annotations/a.xml",
          "<annotation><size><width>8</width></size><object><name>x</name><bndbox><xmin>1</xmin>"
              + "<ymin>1</ymin><xmax>3</xmax><ymax>3</ymax></bndbox></object></annotation>",
          "boxes.json",
          "{\"annotations\": [{\"image_id\": 1, \"category_id\": 2, \"bbox\": [1, 1, 2, 2]}],"
              + " \"images\": [{\"id\": 1, \"file_name\": \"images/a.pgm\", \"width\": 8}],"
              + " \"categories\": [{\"id\": 2, \"name\": \"x\"}]}",
          "labels/a.txt",
          "0 0.5 0.5 0.5 0.5\n",
          "data.yaml",
          "names: {0: x, 1: y}\n",
          "boxes.csv",
          "image,label,xmin,ymin,xmax,ymax\nimages/a.pgm,x,1,1,3,3\n");

  @Test
  void mutantsOfAnnotationsGiveBoxesOrADataException() throws IOException {
    int refused = 0;
    for (String name : new TreeMap<>(ANNOTATIONS).keySet()) {
      BoxFiles files = new BoxFiles(folder.resolve(name.replace('/', '-')));
      files.image("images/a.pgm", 8, 8, 1);
      if (name.equals("data.yaml")) {
        files.text("labels/a.txt", "0 0.5 0.5 0.5 0.5\n");
      }
      byte[] original =
          Objects.requireNonNull(ANNOTATIONS.get(name)).getBytes(StandardCharsets.UTF_8);
      Path file = files.text(name, "");
      boolean alone = name.startsWith("boxes");
      for (int i = 0; i < MUTANTS / ANNOTATIONS.size(); i++) {
        Files.write(file, mutate(original, Streams.random(Streams.seed(1, "fuzz", name, i))));
        try {
          CohortReader.read(Specs.boxed(alone ? file : files.folder(), Map.of(), i % 2 == 0));
        } catch (DataException e) {
          refused++;
        } catch (RuntimeException | Error e) {
          throw new AssertionError("mutant " + i + " of " + name, e);
        }
      }
    }
    assertTrue(refused > MUTANTS / 2, refused + " of " + MUTANTS + " refused");
  }

  private static byte[] mutate(byte[] original, RandomGenerator random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      // Headers decide most, so half of the edits go there.
      int reach = random.nextBoolean() ? Math.min(bytes.length, 64) : bytes.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) 0xFF);
        case 3 -> Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) 0);
        case 4 -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(16), bytes.length - Math.max(from, at));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static void repairChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
  }
}
