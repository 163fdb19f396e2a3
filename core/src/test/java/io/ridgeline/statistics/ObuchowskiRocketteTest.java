package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ObuchowskiRocketteTest {
  /** AUROC of five readers of the study of Van Dyke et al. 1993, as pROC computes them. */
  private static final double[] CINE = {
    0.919645732689211, 0.858776167471820, 0.903864734299517, 0.973107890499195, 0.829790660225443
  };

  private static final double[] SPIN_ECHO = {
    0.947826086956522, 0.905314009661836, 0.921739130434783, 0.999355877616747, 0.929951690821256
  };

  /**
   * The published output of MRMCaov 0.3 on that study (Smith and Hillis; covariances by DeLong):
   * Cov2 0.0003395265, Cov3 0.0002358497. The covariance of two readers' differences is twice their
   * difference.
   */
  @Test
  void differenceAgreesWithMrmcaov() {
    double[] differences = new double[5];
    Arrays.setAll(differences, i -> CINE[i] - SPIN_ECHO[i]);
    ObuchowskiRockette result =
        ObuchowskiRockette.of(differences, 2 * (0.0003395265 - 0.0002358497), SeedVariance.UNKNOWN);
    assertEquals(0.0206825, result.standardError(), 5e-8);
    assertEquals(15.06611, result.degreesOfFreedom(), 5e-4);
    PairedComparison c =
        PairedComparison.of(result.mean(), result.standardError(), result.degreesOfFreedom(), "");
    assertEquals(-0.04380032, c.mean(), 5e-9);
    assertEquals(-0.0878671960, c.low(), 1e-6);
    assertEquals(0.0002665519, c.high(), 1e-6);
    assertEquals(0.05123303, c.p(), 1e-6);
  }

  @Test
  void meanAgreesWithMrmcaov() {
    ObuchowskiRockette cine = ObuchowskiRockette.of(CINE, 0.0004775239, SeedVariance.UNKNOWN);
    assertEquals(0.03307642, cine.standardError(), 5e-8);
    assertEquals(12.59597, cine.degreesOfFreedom(), 5e-4);
    assertEquals(0.8970370, cine.interval().mean(), 5e-8);
    assertEquals(0.8253461, cine.interval().low(), 1e-6);
    assertEquals(0.9687280, cine.interval().high(), 1e-6);
  }

  @Test
  void wherePatientsDoNotMatterItIsThePairedT() {
    for (JsonNode row : Fixture.read("tests.json").get("paired")) {
      double[] first = doubles(row.get("first"));
      double[] second = doubles(row.get("second"));
      double[] differences = new double[first.length];
      Arrays.setAll(differences, i -> first[i] - second[i]);
      ObuchowskiRockette r = ObuchowskiRockette.of(differences, 0, SeedVariance.UNKNOWN);
      PairedComparison c =
          PairedComparison.of(r.mean(), r.standardError(), r.degreesOfFreedom(), "");
      assertEquals(row.get("p").asDouble(), c.p(), 1e-9);
      assertEquals(row.get("interval").get(0).asDouble(), c.low(), 1e-8);
      assertEquals(row.get("interval").get(1).asDouble(), c.high(), 1e-8);
    }
  }

  /** Draws with covariances 1 (seeds 1 and 2), −1 (1 and 3) and −1 (2 and 3): C = −1/3. */
  @Test
  void covarianceIsTheMeanOverPairsOfSeeds() {
    double[][] draws = {{0, 1, 2}, {0, 1, 2}, {2, 1, 0}};
    double[] values = {1, 2, 3};
    assertEquals(
        ObuchowskiRockette.of(values, -1.0 / 3, SeedVariance.UNKNOWN),
        ObuchowskiRockette.of(values, draws, SeedVariance.UNKNOWN));
    double[][] agreeing = {{0, 1, 2}, {0, 2, 4}};
    double[] two = {1, 2};
    // Covariance 2, variance of the mean of the seeds ½/2.
    ObuchowskiRockette r = ObuchowskiRockette.of(two, agreeing, SeedVariance.UNKNOWN);
    assertEquals(Math.sqrt(2.25), r.standardError(), 1e-12);
    assertEquals(2.25 * 2.25 / (.25 * .25), r.degreesOfFreedom(), 1e-9);
  }

  @Test
  void ofOneSeedOnlyPatientsAreKnown() {
    ObuchowskiRockette r =
        ObuchowskiRockette.of(new double[] {.9}, new double[][] {{0, 1, 2}}, SeedVariance.UNKNOWN);
    assertEquals(1, r.standardError(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, r.degreesOfFreedom());
    assertEquals(.9 + 1.959963985, r.interval().high(), 1e-8);
    assertTrue(
        Double.isNaN(
            ObuchowskiRockette.of(new double[0], new double[0][], SeedVariance.UNKNOWN)
                .interval()
                .mean()));
  }

  /**
   * Three arms, two seeds: effects of arms and seeds aside, residuals ±.5, ±.5 and ∓1 (their sum
   * over arms is 0). Squares 2(.25 + .25 + 1) = 3 on 2 degrees: a difference varies by 3.
   */
  @Test
  void seedVarianceOfAllArmsByHand() {
    double[][] values = {{7.5, 8.5}, {3.5, 4.5}, {1, 5}};
    SeedVariance pooled = SeedVariance.of(values);
    assertEquals(3, pooled.ofDifference(), 1e-12);
    assertEquals(2, pooled.degreesOfFreedom());
    // The first two arms differ by 4 with either seed: their own variance is 0.
    ObuchowskiRockette raised = ObuchowskiRockette.of(new double[] {4, 4}, .5, pooled);
    assertEquals(Math.sqrt(1.5 + .5), raised.standardError(), 1e-12);
    assertEquals(2 * 2 / (1.5 * 1.5 / 2), raised.degreesOfFreedom(), 1e-12);
    // The last and the first differ by 6.5 and 3.5, which is a variance of 4.5 of its own.
    ObuchowskiRockette own = ObuchowskiRockette.of(new double[] {6.5, 3.5}, .5, pooled);
    assertEquals(Math.sqrt(2.25 + .5), own.standardError(), 1e-12);
    double[][] two = {{1, 2}, {3, 5}, {Double.NaN, 1}};
    assertEquals(SeedVariance.UNKNOWN, SeedVariance.of(two));
    assertEquals(SeedVariance.UNKNOWN, SeedVariance.of(new double[][] {{1}, {2}, {3}}));
  }
}
