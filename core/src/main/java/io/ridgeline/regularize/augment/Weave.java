package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chains of {@link Operation}s, mixed with one another and with the image (AugMix). */
public final class Weave {
  private static final int CHAINS = 3;
  private static final int DEPTH = 3;

  private Weave() {}

  /**
   * m x + (1−m) Σ w_k chain_k(x) for every image: three chains of one to three operations, w ~
   * Dirichlet(1, 1, 1), m ~ U(0, 1), strengths ±U(.01, {@code strongest}).
   *
   * @param images {@code [N, C, (D,) H, W]}, normalized
   */
  public static Tensor of(Tensor images, double strongest, RandomGenerator random) {
    int n = (int) images.size(0);
    double[][] weights = new double[n][];
    double[] stays = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = dirichlet(random);
      stays[i] = random.nextDouble();
    }
    Tensor mixed = images.times(Axes.column(images, stays));
    for (int k = 0; k < CHAINS; k++) {
      int chain = k;
      double[] shares =
          IntStream.range(0, n).mapToDouble(i -> (1 - stays[i]) * weights[i][chain]).toArray();
      mixed = mixed.plus(chain(images, strongest, random).times(Axes.column(images, shares)));
    }
    return mixed;
  }

  /** A draw from Dirichlet(1, 1, 1): exponential draws over their sum. */
  private static double[] dirichlet(RandomGenerator random) {
    DoubleSupplier exponential = () -> -StrictMath.log(1 - random.nextDouble());
    double[] draws =
        IntStream.range(0, CHAINS).mapToDouble(k -> exponential.getAsDouble()).toArray();
    double sum = draws[0] + draws[1] + draws[2];
    return IntStream.range(0, CHAINS).mapToDouble(k -> draws[k] / sum).toArray();
  }

  private static Tensor chain(Tensor images, double strongest, RandomGenerator random) {
    int n = (int) images.size(0);
    int[] depths = IntStream.range(0, n).map(i -> 1 + random.nextInt(DEPTH)).toArray();
    // AugMix leaves targets as they are: it is for one class an image
    Batch now = new Batch(images, Tensor.zeros(n, 1));
    for (int d = 0; d < DEPTH; d++) {
      Operation[] operations = new Operation[n];
      double[] strengths = new double[n];
      for (int i = 0; i < n; i++) {
        Operation drawn = Operation.drawn(random);
        operations[i] = d < depths[i] ? drawn : Operation.IDENTITY;
        double strength = 0.01 + (strongest - 0.01) * random.nextDouble();
        strengths[i] = random.nextBoolean() ? strength : -strength;
      }
      now = Operation.each(now, operations, strengths);
    }
    return now.images();
  }
}
