package io.ridgeline.bench;

import io.ridgeline.describe.Streams;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Arms of several seeds on one test part. The logit of patient i, two in five of class 1, is by arm
 * a and seed s: y_i·(1 + effect_a + seedDeviation·u_as) + b_i + 0.4·c_ai + 0.6·e_asi with standard
 * normal u, b, c, e: patients are hard or easy for all (b), arms see them differently (c), and so
 * does every training (e).
 *
 * @param patients on test
 * @param seeds of each arm
 * @param seedDeviation of a training's skill
 * @param draws of the bootstrap
 */
record OneTestPart(int patients, int seeds, double seedDeviation, int draws)
    implements SimulatedDesign {
  @Override
  public String words() {
    return "one test part: "
        + patients
        + " patients, "
        + seeds
        + (seeds == 1 ? " seed" : " seeds of deviation " + seedDeviation);
  }

  @Override
  public PairedComparison[] study(long seed, double effect, int arms) {
    RandomGenerator random = Streams.random(Streams.seed(seed, "one test part"));
    int[] labels = IntStream.range(0, patients).map(i -> i % 5 < 2 ? 1 : 0).toArray();
    double[] shared = gaussians(random, patients);
    double[][][][] scores = new double[arms + 1][seeds][patients][];
    for (int arm = 0; arm <= arms; arm++) {
      double skill = arm == 1 ? 1 + effect : 1;
      double[] own = gaussians(random, patients);
      for (int s = 0; s < seeds; s++) {
        double trained = skill + seedDeviation * random.nextGaussian();
        for (int i = 0; i < patients; i++) {
          double logit =
              labels[i] * trained + shared[i] + 0.4 * own[i] + 0.6 * random.nextGaussian();
          double p = 1 / (1 + Math.exp(0.5 - logit));
          scores[arm][s][i] = new double[] {1 - p, p};
        }
      }
    }
    List<String> names = IntStream.range(0, patients).mapToObj(String::valueOf).toList();
    PairedBootstrap bootstrap =
        new PairedBootstrap(labels, names, scores, List.of("auroc"), draws, seed);
    return IntStream.rangeClosed(1, arms)
        .mapToObj(arm -> bootstrap.difference(arm, 0, "auroc"))
        .toArray(PairedComparison[]::new);
  }

  static double[] gaussians(RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
  }
}
