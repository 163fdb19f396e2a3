package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** Blends every image and its target with another of the batch; one share for the whole batch. */
@Method(
    name = "mixup",
    summary = "Blends every training image and its target with another one.",
    formula = "x ← λx_i + (1−λ)x_j, y ← λy_i + (1−λ)y_j, λ ~ Beta(α, α) once a batch",
    when = "Models that fit their training images exactly, or probabilities that are too sure.",
    paper = @Paper("Zhang et al. 2018, ICLR"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Mixup(
    @Real(
            doc = "how evenly images are blended, α",
            def = 0.2,
            max = 10,
            off = 0,
            search = {0.1, 1})
        double alpha)
    implements BatchTransform {
  /** Refuses a value outside [0, 10]. */
  public Mixup {
    Descriptor.check(Mixup.class, alpha);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    if (alpha == 0) {
      return batch;
    }
    double share =
        new BetaDistribution(alpha, alpha).inverseCumulativeProbability(random.nextDouble());
    int n = (int) batch.images().size(0);
    int[] partner = shuffled(n, random);
    return new Batch(blend(batch.images(), partner, share), blend(batch.targets(), partner, share));
  }

  private static Tensor blend(Tensor values, int[] partner, double share) {
    return values.times(share).plus(values.rows(partner).times(1 - share));
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
