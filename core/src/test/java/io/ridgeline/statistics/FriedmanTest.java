package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FriedmanTest {
  private static final JsonNode FIXTURE = Fixture.read("friedman.json");

  private static double[][] values(JsonNode row) {
    return StreamSupport.stream(row.get("values").spliterator(), false)
        .map(Fixture::doubles)
        .toArray(double[][]::new);
  }

  @Test
  void agreesWithScipy() {
    int cases = 0;
    for (JsonNode row : FIXTURE.get("tests")) {
      Friedman test = Friedman.of(values(row), row.get("higher").asBoolean());
      assertArrayEquals(doubles(row.get("ranks")), test.ranks(), 1e-12);
      assertEquals(row.get("chi").asDouble(), test.chiSquared(), 1e-9);
      assertEquals(row.get("p").asDouble(), test.p(), 1e-9);
      assertEquals(row.get("f").asDouble(), test.f(), 1e-8);
      assertEquals(row.get("pOfF").asDouble(), test.pOfF(), 1e-9);
      cases++;
    }
    assertEquals(5, cases);
  }

  /**
   * Demšar 2006, table 6; ties: two of two in three data sets and all four in one, Σ(t³ − t) = 78.
   */
  @Test
  void agreesWithThePublishedExample() {
    Friedman test = Friedman.of(values(FIXTURE.get("tests").get(0)), true);
    assertArrayEquals(new double[] {3.143, 2.000, 2.893, 1.964}, test.ranks(), 5e-4);
    double uncorrected = test.chiSquared() * (1 - 78.0 / (14 * 4 * 15));
    assertEquals(9.28, uncorrected, 5e-3);
    assertEquals(3.69, 13 * uncorrected / (14 * 3 - uncorrected), 5e-3);
    assertEquals(1.25, test.criticalDifference(), 5e-3);
  }

  @Test
  void studentizedRangesAgreeWithScipy() {
    for (JsonNode row : FIXTURE.get("ranges")) {
      assertEquals(
          row.get(1).asDouble(), StudentizedRange.quantile(0.95, row.get(0).asInt()), 1e-6);
    }
    // Of two values the range is |N(0, 2)|.
    assertEquals(1.959963984540054 * Math.sqrt(2), StudentizedRange.quantile(0.95, 2), 1e-9);
  }

  /** Three data sets that rank three arms alike: one in 3!² by chance, and F is infinite. */
  @Test
  void dataSetsThatRankAlikeAreCounted() {
    double[][] alike = {{1, 2, 3}, {4, 5, 9}, {2, 3, 7}};
    Friedman test = Friedman.of(alike, false);
    assertArrayEquals(new double[] {1, 2, 3}, test.ranks(), 1e-12);
    assertEquals(6, test.chiSquared(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, test.f());
    assertEquals(1.0 / 36, test.pOfF(), 1e-12);
    double[][] tied = {{1, 1, 3}, {4, 4, 9}};
    assertEquals(1.0 / 3, Friedman.of(tied, false).pOfF(), 1e-12);
  }

  @Test
  void armsThatAreEqualEverywhereHaveNoTest() {
    Friedman test = Friedman.of(new double[][] {{1, 1}, {2, 2}}, true);
    assertArrayEquals(new double[] {1.5, 1.5}, test.ranks(), 1e-12);
    assertTrue(Double.isNaN(test.chiSquared()) && Double.isNaN(test.p()));
    assertTrue(Double.isNaN(test.f()) && Double.isNaN(test.pOfF()));
  }

  @Test
  void tooLittleIsRefused() {
    double[][] one = {{1, 2}};
    double[][] uneven = {{1, 2}, {1, 2, 3}};
    double[][] undefined = {{1, 2}, {1, Double.NaN}};
    for (double[][] values : new double[][][] {one, uneven, undefined, {}}) {
      assertThrows(IllegalArgumentException.class, () -> Friedman.of(values, true));
    }
  }
}
