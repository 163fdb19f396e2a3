package io.ridgeline.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CorruptionTest {
  /** A smooth grey image of two blobs with a little texture, 40 × 60, 8 bits. */
  private static Image image() {
    float[] values = new float[40 * 60];
    RandomGenerator random = Streams.random(1);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        double a = Math.exp(-(Math.pow(x - 20, 2) + Math.pow(y - 15, 2)) / 60);
        double b = Math.exp(-(Math.pow(x - 42, 2) + Math.pow(y - 25, 2)) / 30);
        values[y * 60 + x] = (float) (90 + 70 * a + 50 * b + 4 * random.nextGaussian());
      }
    }
    return new Image(1, 40, 60, 255, values);
  }

  private static double distance(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += Math.pow(a.values()[i] - b.values()[i], 2);
    }
    return Math.sqrt(sum / a.values().length);
  }

  private static Image corrupted(Corruption kind, Image image, int severity) {
    return kind.of(image, severity, Streams.random(4));
  }

  @ParameterizedTest
  @EnumSource
  void everySeverityTakesTheImageFurtherAway(Corruption kind) {
    double before = 0;
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      Image changed = corrupted(kind, image(), severity);
      double distance = distance(image(), changed);
      assertTrue(distance > before, kind + " " + severity + ": " + distance + " after " + before);
      before = distance;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameDrawsGiveTheSameImageAndItsFormStays(Corruption kind) {
    Image one = corrupted(kind, image(), 3);
    assertArrayEquals(one.values(), corrupted(kind, image(), 3).values());
    assertEquals("40x60", one.size());
    for (float v : one.values()) {
      assertTrue(v >= 0 && v <= 255, kind + ": " + v);
    }
  }

  /** In Hounsfield units there is no largest value: a shift stays a shift. */
  @Test
  void valuesWithAMeaningOfTheirOwnAreNotCut() {
    Image ct = new Image(1, 1, 4, 1, new float[] {-1000, 0, 100, 900});
    float[] changed = corrupted(Corruption.BRIGHTNESS, ct, 5).values();
    double deviation = 0;
    for (float v : ct.values()) {
      deviation += v * (double) v / 4;
    }
    assertEquals(1.5 * Math.sqrt(deviation), Math.abs(changed[1]), 1e-3);
    assertEquals(changed[1], changed[3] - 900, 1e-3);
  }

  @Test
  void contrastIsTakenAboutTheMean() {
    Image two = new Image(1, 1, 2, 255, new float[] {100, 200});
    assertArrayEquals(
        new float[] {112.5f, 187.5f}, corrupted(Corruption.CONTRAST, two, 1).values());
  }

  /** Severity 2 pixelates in blocks of two: their means, channel by channel. */
  @Test
  void blocksTakeTheirMean() {
    Image image =
        new Image(2, 2, 4, 255, new float[] {0, 4, 8, 8, 0, 4, 8, 0, 9, 9, 9, 9, 9, 9, 1, 9});
    assertArrayEquals(
        new float[] {2, 2, 6, 6, 2, 2, 6, 6, 9, 9, 7, 7, 9, 9, 7, 7},
        corrupted(Corruption.PIXELATE, image, 2).values());
  }

  @Test
  void blurAndMotionKeepTheMeanOfAConstantAndFlattenAPoint() {
    float[] point = new float[101 * 101];
    point[50 * 101 + 50] = 200;
    Image image = new Image(1, 101, 101, 255, point);
    float[] blurred = corrupted(Corruption.BLUR, image, 2).values();
    double sigma = 0.01 * 101;
    assertEquals(200 / (2 * Math.PI * sigma * sigma), blurred[50 * 101 + 50], 0.5);
    assertEquals(blurred[50 * 101 + 49], blurred[49 * 101 + 50], 1e-4);
    float[] moved = corrupted(Corruption.MOTION, image, 2).values();
    assertEquals(200 / 5f, moved[50 * 101 + 50], 1e-4);
    assertEquals(0, moved[49 * 101 + 50]);
    float[] flat = new float[30];
    Arrays.fill(flat, 77);
    assertArrayEquals(
        flat, corrupted(Corruption.BLUR, new Image(1, 5, 6, 255, flat), 5).values(), 1e-4f);
  }
}
