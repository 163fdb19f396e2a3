package io.ridgeline.report.svg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandTest {
  @Test
  void meanAndRangeOfTheSeriesThatReachAPosition() {
    Band band =
        Band.of(List.of(new double[] {1, 4}, new double[] {3, Double.NaN, 9}, new double[] {5, 6}));
    assertArrayEquals(new double[] {3, 5}, band.mean());
    assertArrayEquals(new double[] {1, 4}, band.low());
    assertArrayEquals(new double[] {5, 6}, band.high());
  }

  @Test
  void halfOfTheSeriesIsEnough() {
    assertArrayEquals(
        new double[] {2, 7}, Band.of(List.of(new double[] {1}, new double[] {3, 7})).mean());
  }

  @Test
  void undefinedEverywhereIsUndefinedAndNoSeriesIsEmpty() {
    assertArrayEquals(
        new double[] {Double.NaN}, Band.of(List.of(new double[] {Double.NaN})).mean());
    assertEquals(0, Band.of(List.of()).length());
  }
}
