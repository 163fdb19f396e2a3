package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static io.ridgeline.statistics.Fixture.ints;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DeLongTest {
  @Test
  void agreesWithProc() {
    int cases = 0;
    for (JsonNode row : Fixture.read("delong.json")) {
      DeLong test =
          DeLong.of(ints(row.get("labels")), doubles(row.get("first")), doubles(row.get("second")));
      assertEquals(row.get("firstVariance").asDouble(), test.firstVariance(), 1e-12);
      assertEquals(row.get("secondVariance").asDouble(), test.secondVariance(), 1e-12);
      assertEquals(row.get("covariance").asDouble(), test.covariance(), 1e-12);
      assertInterval(doubles(row.get("firstInterval")), test.firstInterval());
      assertInterval(doubles(row.get("secondInterval")), test.secondInterval());
      PairedComparison difference = test.difference();
      assertEquals(row.get("p").asDouble(), difference.p(), 1e-9);
      assertEquals(row.get("z").asDouble(), difference.mean() / difference.standardError(), 1e-9);
      double[] ends = doubles(row.get("difference"));
      assertEquals(ends[0], difference.low(), 1e-9);
      assertEquals(ends[1], difference.high(), 1e-9);
      cases++;
    }
    assertEquals(4, cases);
  }

  @Test
  void equalScoresDoNotDiffer() {
    int[] labels = {0, 1, 0, 1, 1};
    double[] scores = {.1, .4, .35, .8, .2};
    PairedComparison difference = DeLong.of(labels, scores, scores.clone()).difference();
    assertEquals(0, difference.mean());
    assertEquals(1, difference.p());
    assertEquals(0, difference.high());
  }

  @Test
  void oneExampleOfAClassHasNoVariance() {
    DeLong test = DeLong.of(new int[] {0, 1, 0}, new double[] {.1, .4, .5}, new double[] {1, 2, 0});
    assertEquals(0.5, test.first());
    assertEquals(1, test.second());
    assertTrue(Double.isNaN(test.difference().p()));
    assertTrue(Double.isNaN(test.firstInterval().low()));
  }

  @Test
  void otherLabelsAreRefused() {
    double[] scores = {.1, .4, .5};
    int[] three = {0, 1, 2};
    assertThrows(IllegalArgumentException.class, () -> DeLong.of(three, scores, scores));
  }

  @Test
  void seedsAreAveragedAndMissingTrialsPassedOver() {
    double[][][] arm = {{{.2, .8}, {.6, .4}}, {}, {{.4, .6}, {.8, .2}}};
    assertArrayEquals(new double[] {.7, .3}, DeLong.seedAverage(arm), 1e-15);
  }

  private static void assertInterval(double[] expected, Interval interval) {
    assertEquals(expected[0], interval.mean(), 1e-12);
    assertEquals(expected[1], interval.low(), 1e-9);
    assertEquals(expected[2], interval.high(), 1e-9);
  }
}
