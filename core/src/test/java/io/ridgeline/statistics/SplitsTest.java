package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What several splits of one data set say beyond the corrected t-test. */
class SplitsTest {
  private static final JsonNode FIXTURE = Fixture.read("splits.json");

  @Test
  void posteriorAgreesWithScipy() {
    int cases = 0;
    for (JsonNode row : FIXTURE.get("correlated")) {
      assertPosterior(row);
      cases++;
    }
    assertEquals(4, cases);
  }

  /** Benavoli et al.: naive Bayes and AODE on squash-unstored, ten times ten folds. */
  @Test
  void posteriorAgreesWithThePublishedExample() {
    JsonNode row = FIXTURE.get("published");
    CorrectedResampledT t = differences(row);
    assertEquals(-0.055999993896000376, t.mean(), 1e-8);
    // Their prior has a finite weight, a millionth of an observation.
    assertEquals(0.05423222985646852, t.standardError(), 5e-8);
    assertEquals(99, t.degreesOfFreedom());
    assertPosterior(row);
  }

  private static CorrectedResampledT differences(JsonNode row) {
    return CorrectedResampledT.of(doubles(row.get("d")), row.get("ratio").asDouble());
  }

  private static void assertPosterior(JsonNode row) {
    double[] expected = doubles(row.get("posterior"));
    double rope = row.get("rope").asDouble();
    CorrelatedT higher = CorrelatedT.of(differences(row), rope, true);
    assertEquals(expected[0], higher.worse(), 1e-9);
    assertEquals(expected[1], higher.equal(), 1e-9);
    assertEquals(expected[2], higher.better(), 1e-9);
    CorrelatedT lower = CorrelatedT.of(differences(row), rope, false);
    assertEquals(higher.worse(), lower.better());
    assertEquals(higher.better(), lower.worse());
  }

  @Test
  void whatCannotBeKnownIsUndefined() {
    CorrelatedT one = CorrelatedT.of(CorrectedResampledT.of(new double[] {.1}, .25), .01, true);
    assertTrue(
        Double.isNaN(one.worse()) && Double.isNaN(one.equal()) && Double.isNaN(one.better()));
    double[] same = {.1, .1, .1};
    assertTrue(Double.isNaN(CorrelatedT.of(CorrectedResampledT.of(same, .25), .01, true).better()));
    CorrectedResampledT none = CorrectedResampledT.of(new double[3], .25);
    assertEquals(new CorrelatedT(0, 1, 0), CorrelatedT.of(none, .01, true));
  }

  @Test
  void componentsAgreeWithStatsmodels() {
    int zero = 0;
    for (JsonNode row : FIXTURE.get("components")) {
      VarianceComponents components = VarianceComponents.of(values(row.get("values")));
      assertEquals(row.get("seed").asDouble(), components.seed(), 1e-12);
      assertEquals(row.get("split").asDouble(), components.split(), 1e-9);
      zero += components.split() == 0 ? 1 : 0;
    }
    assertEquals(2, zero, "two cases have less variation between splits than its seeds explain");
  }

  private static double[][] values(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                StreamSupport.stream(row.spliterator(), false)
                    .mapToDouble(v -> v.isNull() ? Double.NaN : v.asDouble())
                    .toArray())
        .toArray(double[][]::new);
  }

  /** Means .7 and .9 (variance .02) of two seeds each that vary by .02: .02 − .02/2 is left. */
  @Test
  void componentsByHand() {
    VarianceComponents both = VarianceComponents.of(new double[][] {{.6, .8}, {.8, 1}});
    assertEquals(Math.sqrt(.02), both.seed(), 1e-12);
    assertEquals(Math.sqrt(.01), both.split(), 1e-12);
    VarianceComponents oneSeed = VarianceComponents.of(new double[][] {{.7}, {.9}});
    assertTrue(Double.isNaN(oneSeed.seed()));
    assertEquals(Math.sqrt(.02), oneSeed.split(), 1e-12);
    VarianceComponents oneSplit = VarianceComponents.of(new double[][] {{.6, .8}});
    assertEquals(Math.sqrt(.02), oneSplit.seed(), 1e-12);
    assertTrue(Double.isNaN(oneSplit.split()));
    double[] missing = {Double.NaN};
    assertTrue(Double.isNaN(VarianceComponents.of(new double[][] {missing, missing}).split()));
  }
}
