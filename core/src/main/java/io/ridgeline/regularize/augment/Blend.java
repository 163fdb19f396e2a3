package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** One draw of mixup: a share for the whole batch, and for every row the row it is mixed with. */
public final class Blend {
  private final double share;
  private final int[] partners;

  private Blend(double share, int[] partners) {
    this.share = share;
    this.partners = partners;
  }

  /**
   * Draws λ ~ Beta(α, α) and a permutation of {@code n} rows.
   *
   * @param alpha α &gt; 0
   */
  public static Blend draw(double alpha, int n, RandomGenerator random) {
    double share =
        new BetaDistribution(alpha, alpha).inverseCumulativeProbability(random.nextDouble());
    return new Blend(share, shuffled(n, random));
  }

  /** λ·row + (1−λ)·partner for every row, differentiable. */
  public Tensor of(Tensor rows) {
    return rows.times(share).plus(rows.rows(partners).times(1 - share));
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
