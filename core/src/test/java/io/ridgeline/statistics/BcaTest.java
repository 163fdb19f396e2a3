package io.ridgeline.statistics;

import static io.ridgeline.statistics.Fixture.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class BcaTest {
  @Test
  void agreesWithScipy() {
    int cases = 0;
    for (JsonNode row : Fixture.read("bca.json")) {
      double estimate = row.get("estimate").asDouble();
      double[][] leftOut = {doubles(row.get("leftOut").get(0))};
      Interval interval = Bca.of(estimate, doubles(row.get("draws")), leftOut);
      double[] expected = doubles(row.get("interval"));
      assertEquals(estimate, interval.mean());
      assertEquals(expected[0], interval.low(), 1e-9, row.get("name").asText());
      assertEquals(expected[1], interval.high(), 1e-9, row.get("name").asText());
      cases++;
    }
    assertEquals(4, cases);
  }

  /**
   * Values 0, 0, 3 of stratum one and 1, 3 of stratum two, their sum 7. Left out: 7, 7, 4 and 6, 4.
   * u/n: (2/3)(6 − 7) twice, (2/3)(6 − 4); ½(5 − 6), ½(5 − 4). Σu³ = (8/27)(−1 − 1 + 8) = 16/9, Σu²
   * = (4/9)·6 + ½ = 19/6. Draws 0 to 100 with the estimate in their middle: z₀ = 0.
   */
  @Test
  void accelerationOverStrataByHand() {
    double a = 16.0 / 9 / (6 * Math.pow(19.0 / 6, 1.5));
    double[] draws = IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();
    Interval interval = Bca.of(50, draws, new double[][] {{7, 7, 4}, {6, 4}});
    NormalDistribution normal = new NormalDistribution(0, 1);
    double z = 1.959963984540054;
    assertEquals(100 * normal.cumulativeProbability(-z / (1 + a * z)), interval.low(), 1e-9);
    assertEquals(100 * normal.cumulativeProbability(z / (1 - a * z)), interval.high(), 1e-9);
  }

  @Test
  void whatResamplingCannotMendIsUndefined() {
    double[] draws = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
    double[][] leftOut = {{1, 2, 4}};
    assertTrue(Double.isNaN(Bca.of(-1, draws, leftOut).low()), "all draws are above");
    assertTrue(Double.isNaN(Bca.of(3, draws, leftOut).low()), "it would end below the estimate");
    assertTrue(Double.isNaN(Bca.of(100, draws, new double[][] {{1, Double.NaN}}).high()));
    assertTrue(Double.isNaN(Bca.of(100, draws, new double[][] {{1, 1, 1}}).high()));
    draws[3] = Double.NaN;
    assertTrue(Double.isNaN(Bca.of(100, draws, leftOut).high()), "a draw is undefined");
  }

  /**
   * AUROC .921 (classes two deviations apart) of 40 patients. BCa covers it in some 94 of 100
   * studies, 90.0 % being three deviations of chance below; the symmetric interval in 87.
   */
  @Test
  void coversAHighAurocOfFewPatients() {
    int covered = 0;
    int below = 0;
    int studies = 400;
    Random random = new Random(3);
    List<String> patients = IntStream.range(0, 40).mapToObj(String::valueOf).toList();
    int[] labels = IntStream.range(0, 40).map(i -> i < 16 ? 1 : 0).toArray();
    double truth = new NormalDistribution(0, 1).cumulativeProbability(Math.sqrt(2));
    for (int study = 0; study < studies; study++) {
      double[][] p = new double[40][];
      for (int i = 0; i < 40; i++) {
        double one = 1 / (1 + Math.exp(1 - 2 * labels[i] - random.nextGaussian()));
        p[i] = new double[] {1 - one, one};
      }
      Interval interval =
          new PairedBootstrap(
                  labels, patients, new double[][][][] {{p}}, List.of("auroc"), 400, study)
              .mean(0, "auroc");
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
      below += truth < interval.low() ? 1 : 0;
    }
    assertTrue(covered >= 0.9 * studies, covered + " of " + studies);
    assertTrue(below <= 0.07 * studies, below + " intervals lie above the truth");
  }
}
