package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SimpleTestsTest {
  private static final JsonNode TESTS = Fixture.read("tests.json");

  @Test
  void studentTAgreesWithScipy() {
    for (JsonNode row : TESTS.get("t")) {
      double df = row.get(0).isTextual() ? Double.POSITIVE_INFINITY : row.get(0).asDouble();
      assertEquals(row.get(1).asDouble(), StudentT.quantile(0.975, df), 1e-8, "df " + df);
      assertEquals(row.get(2).asDouble(), StudentT.quantile(0.8, df), 1e-8, "df " + df);
      assertEquals(row.get(3).asDouble(), StudentT.twoSided(-2.3, df), 1e-8, "df " + df);
    }
    assertTrue(Double.isNaN(StudentT.quantile(0.975, 0)));
    assertTrue(Double.isNaN(StudentT.twoSided(1, Double.NaN)));
  }

  @Test
  void meanIntervalAgreesWithStatsmodels() {
    for (JsonNode row : TESTS.get("mean")) {
      Interval interval = TInterval.of(doubles(row.get("values")));
      double[] expected = doubles(row.get("interval"));
      assertEquals(expected[0], interval.mean(), 1e-12);
      assertEquals(expected[1], interval.low(), 1e-8);
      assertEquals(expected[2], interval.high(), 1e-8);
    }
    assertEquals(new Interval(0.7, Double.NaN, Double.NaN), TInterval.of(0.7));
    assertEquals(new Interval(1, 1, 1), TInterval.of(1, 1, 1));
  }

  @Test
  void holmAgreesWithStatsmodels() {
    for (JsonNode row : TESTS.get("holm")) {
      assertArrayEquals(
          doubles(row.get("adjusted")), Holm.adjust(doubles(row.get("p"))), 1e-12, row.toString());
    }
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
  }

  @Test
  void holmPassesOverTestsThatCouldNotBeMade() {
    double[] adjusted = Holm.adjust(new double[] {0.03, Double.NaN, 0.01});
    assertArrayEquals(new double[] {0.03, Double.NaN, 0.02}, adjusted, 1e-15);
  }

  @Test
  void mcNemarAgreesWithStatsmodels() {
    for (JsonNode row : TESTS.get("mcnemar")) {
      McNemar test = new McNemar(row.get(0).asInt(), row.get(1).asInt());
      assertEquals(row.get(2).asDouble(), test.p(), 1e-10, row.toString());
    }
    assertEquals(1, new McNemar(0, 0).p());
  }

  @Test
  void mcNemarCountsWhatOnlyOneGotRight() {
    int[] labels = {0, 1, 2, 0, 1, 2};
    int[] first = {0, 1, 2, 1, 1, 0};
    int[] second = {0, 0, 2, 0, 2, 1};
    assertEquals(new McNemar(2, 1), McNemar.of(labels, first, second));
    int[] tooFew = {0};
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(labels, first, tooFew));
  }

  @Test
  void wilcoxonAgreesWithScipy() {
    for (JsonNode row : Fixture.read("wilcoxon.json")) {
      Wilcoxon test = Wilcoxon.of(doubles(row.get("first")), doubles(row.get("second")));
      assertEquals(row.get("pairs").asInt(), test.pairs());
      assertEquals(
          row.get("statistic").asDouble(), Math.min(test.positive(), test.negative()), 1e-12);
      assertEquals(row.get("p").asDouble(), test.p(), 1e-10, row.toString());
    }
  }

  /**
   * By hand: differences 1, -2, 3, 4, ranks the same. W₋ = 2; of 16 subsets of the ranks {}, {1}
   * and {2} sum to at most 2: p = 2·3/16.
   */
  @Test
  void wilcoxonByHand() {
    double[] first = {2, 1, 4, 5, 6, Double.NaN};
    double[] second = {1, 3, 1, 1, 6, 1};
    assertEquals(new Wilcoxon(4, 8, 2, .375), Wilcoxon.of(first, second));
    assertEquals(new Wilcoxon(4, 2, 8, .375), Wilcoxon.of(second, first));
    assertEquals(new Wilcoxon(0, 0, 0, 1), Wilcoxon.of(first, first));
    double[] tooFew = {0};
    assertThrows(IllegalArgumentException.class, () -> Wilcoxon.of(first, tooFew));
  }

  @Test
  void intervalsAreCutAndTurned() {
    Interval interval = new Interval(0.97, 0.9, 1.04);
    assertEquals(new Interval(0.97, 0.9, 1), interval.within(0, 1));
    assertEquals(new Interval(-0.97, -1.04, -0.9), interval.negated());
  }
}
