package io.ridgeline.data.phantom;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random draws that are the same bits on every machine and Java version.
 *
 * <p>{@code nextGaussian} and bounded draws may change from one Java to the next; {@code nextLong}
 * and {@code nextDouble} of a named algorithm may not.
 */
final class Draws {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Draws() {}

  static RandomGenerator stream(long seed) {
    return ALGORITHM.create(seed);
  }

  static double uniform(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Standard normal. */
  static double normal(RandomGenerator random) {
    double[] pair = new double[2];
    normalPair(random, pair);
    return pair[0];
  }

  /** Two independent standard normals, by Marsaglia's polar method. */
  static void normalPair(RandomGenerator random, double[] pair) {
    double u;
    double v;
    double s;
    do {
      u = 2 * random.nextDouble() - 1;
      v = 2 * random.nextDouble() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double f = Math.sqrt(-2 * StrictMath.log(s) / s);
    pair[0] = u * f;
    pair[1] = v * f;
  }
}
