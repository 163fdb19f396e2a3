package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** Images of a batch paired with one another, for methods that mix them. */
public final class Pairs {
  /** Below it, Beta(α, α) is 0 or 1 for all that a double can tell, and cannot be inverted. */
  private static final double SMALLEST = 1e-9;

  private Pairs() {}

  /** A partner for each of {@code n}: a random permutation. */
  public static int[] shuffled(int n, RandomGenerator random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** A share from Beta(α, α), α &gt; 0. */
  public static double share(double alpha, RandomGenerator random) {
    double a = Math.max(alpha, SMALLEST);
    return new BetaDistribution(a, a).inverseCumulativeProbability(random.nextDouble());
  }

  /** {@code share} of every row and the rest of its partner, {@code [N, ...]}. */
  public static Tensor blend(Tensor values, int[] partner, double share) {
    return values.times(share).plus(values.rows(partner).times(1 - share));
  }
}
