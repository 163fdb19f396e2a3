package io.ridgeline.tune;

import io.ridgeline.describe.Streams;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A scrambled Halton sequence: coordinate j of point i is the radical inverse of i in the j-th
 * prime base, each of its digits permuted at random.
 *
 * <p>Whatever number of points is taken, every coordinate is spread evenly, and the permutations
 * break the correlation between coordinates of large bases (Halton 1960, Numer. Math. 2; Owen 2017,
 * arXiv:1706.02808).
 */
final class Halton implements Sampler {
  /** Beyond this a digit moves a coordinate by less than a double can hold. */
  private static final double FINEST = 1e-15;

  private final int[] bases;
  private final int[][][] permutations;

  /** Points of so many coordinates; the same seed permutes a coordinate in the same way. */
  Halton(int dimensions, long seed) {
    bases = primes(dimensions);
    permutations = new int[dimensions][][];
    for (int d = 0; d < dimensions; d++) {
      int digits = (int) Math.ceil(-Math.log(FINEST) / Math.log(bases[d]));
      permutations[d] = new int[digits][];
      for (int k = 0; k < digits; k++) {
        RandomGenerator random = Streams.random(Streams.seed(seed, "halton", d, k));
        permutations[d][k] = permutation(bases[d], random);
      }
    }
  }

  private static int[] primes(int count) {
    int[] primes = new int[count];
    BigInteger prime = BigInteger.ONE;
    for (int i = 0; i < count; i++) {
      prime = prime.nextProbablePrime();
      primes[i] = prime.intValueExact();
    }
    return primes;
  }

  private static int[] permutation(int size, RandomGenerator random) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = i;
    }
    return values;
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public double[] propose(int index, List<Seen> seen) {
    double[] point = new double[bases.length];
    for (int d = 0; d < point.length; d++) {
      double scale = 1.0 / bases[d];
      int rest = index;
      for (int[] permutation : permutations[d]) {
        point[d] += permutation[rest % bases[d]] * scale;
        rest /= bases[d];
        scale /= bases[d];
      }
      point[d] = Math.min(point[d], Math.nextDown(1.0));
    }
    return point;
  }
}
