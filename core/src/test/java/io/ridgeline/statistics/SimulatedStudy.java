package io.ridgeline.statistics;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A test set of two classes and arms whose models see the same difficulty in each image and add
 * noise of their own.
 */
final class SimulatedStudy {
  final int[] labels;
  private final double[] evidence;
  private final int seeds;
  private final Random random;

  /**
   * @param signal distance of the classes in standard deviations of the evidence
   */
  SimulatedStudy(long seed, int images, int seeds, double signal) {
    this.seeds = seeds;
    random = new Random(seed);
    labels = IntStream.range(0, images).map(i -> i % 5 < 2 ? 1 : 0).toArray();
    evidence = new double[images];
    for (int i = 0; i < images; i++) {
      evidence[i] = signal * labels[i] + random.nextGaussian();
    }
  }

  /** One image a patient. */
  List<String> patients() {
    return IntStream.range(0, labels.length).mapToObj(i -> "patient " + i).toList();
  }

  /**
   * A new arm.
   *
   * @param skill what its models add to the evidence for the right class
   * @param seedDeviation standard deviation of that skill over seeds
   */
  double[][][] arm(double skill, double seedDeviation) {
    double[][][] arm = new double[seeds][labels.length][];
    for (int s = 0; s < seeds; s++) {
      double own = skill + seedDeviation * random.nextGaussian();
      for (int i = 0; i < labels.length; i++) {
        double logit = evidence[i] + own * labels[i] + 0.7 * random.nextGaussian() - 0.5;
        double p = 1 / (1 + Math.exp(-logit));
        arm[s][i] = new double[] {1 - p, p};
      }
    }
    return arm;
  }
}
