package io.ridgeline.image.nifti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.DataException;
import io.ridgeline.Fixture;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Image;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Seeded mutants of files that nibabel wrote: only a DataException or a whole image comes out. */
class NiftiFuzzTest {
  private static final int MUTANTS = Integer.getInteger("ridgeline.fuzz.mutants", 2000);

  @Test
  void mutantsGiveAVolumeOrADataException() {
    JsonNode cases = Fixture.read("image/nifti.json");
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      RandomGenerator random = Streams.random(Streams.seed(1, "fuzz-nifti", i));
      JsonNode made = cases.get(i % cases.size());
      byte[] whole = Base64.getDecoder().decode(made.get("file").asText());
      // Some packed after the change, to reach what lies behind the checksum; some before.
      byte[] mutant =
          switch (i % 4) {
            case 0 -> Made.gzip(mutate(whole, random), 0);
            case 1 -> mutate(Made.gzip(whole, 0), random);
            default -> mutate(whole, random);
          };
      String name = "mutant " + i + " of " + made.get("name").asText();
      long start = System.nanoTime();
      try {
        Image image = NiftiReader.read(mutant, name).image();
        assertEquals(image.plane(), image.values().length);
        for (float value : image.values()) {
          assertTrue(Float.isFinite(value), name);
        }
      } catch (DataException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(name), e.getMessage());
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name, e);
      }
      assertTrue(System.nanoTime() - start < 1_000_000_000L, name);
    }
    assertTrue(refused > MUTANTS / 3, refused + " of " + MUTANTS + " refused");
  }

  private static byte[] mutate(byte[] original, RandomGenerator random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      // Type, lengths, spacing and scaling stand in the first bytes.
      int reach = random.nextBoolean() ? Math.min(bytes.length, 128) : bytes.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) 0xFF);
        case 3 -> Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) 0);
        default -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
      }
    }
    return bytes;
  }
}
