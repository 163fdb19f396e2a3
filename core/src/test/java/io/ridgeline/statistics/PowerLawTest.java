package io.ridgeline.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PowerLawTest {
  /** The least squares that SciPy finds from several starts, and its error at twice the data. */
  @Test
  void theFitIsSciPys() {
    for (JsonNode c : Fixture.read("power-law.json").get("cases")) {
      double[] n = Fixture.doubles(c.get("n"));
      double[] error = Fixture.doubles(c.get("error"));
      PowerLaw law = PowerLaw.fit(n, error).orElseThrow();
      double squares = 0;
      for (int i = 0; i < n.length; i++) {
        squares += Math.pow(error[i] - law.at(n[i]), 2);
      }
      assertEquals(c.get("squares").asDouble(), squares, 1e-9);
      assertEquals(c.get("at600").asDouble(), law.at(600), 1e-4);
    }
  }

  @Test
  void whatWasLaidDownIsFound() {
    double[] n = {20, 50, 100, 400};
    double[] error = new double[4];
    for (int i = 0; i < 4; i++) {
      error[i] = 0.08 + 1.7 * Math.pow(n[i], -0.6);
    }
    PowerLaw law = PowerLaw.fit(n, error).orElseThrow();
    assertEquals(0.08, law.floor(), 1e-6);
    assertEquals(1.7, law.scale(), 1e-4);
    assertEquals(0.6, law.exponent(), 1e-5);
  }

  /** An error that rises with the data has no law but its mean; none may be below zero. */
  @Test
  void neitherFloorNorScaleIsNegative() {
    double[] n = {20, 50, 100, 400};
    PowerLaw rising = PowerLaw.fit(n, new double[] {0.1, 0.2, 0.3, 0.4}).orElseThrow();
    assertEquals(0.25, rising.at(77), 1e-12);
    PowerLaw steep = PowerLaw.fit(n, new double[] {1, 0.1, 0.01, 0}).orElseThrow();
    assertTrue(steep.floor() >= 0 && steep.at(400) >= 0, steep.toString());
  }

  @Test
  void threePointsOrOneUndefinedAreTooFew() {
    assertEquals(Optional.empty(), PowerLaw.fit(new double[] {1, 2, 3}, new double[] {3, 2, 1}));
    assertEquals(
        Optional.empty(),
        PowerLaw.fit(new double[] {1, 2, 3, 4}, new double[] {3, Double.NaN, 1, 0}));
  }
}
