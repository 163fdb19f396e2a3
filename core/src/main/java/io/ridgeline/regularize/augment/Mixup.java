package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Blends every image and its target with another of the batch; one share for the whole batch.
 *
 * <p>Where targets are objects, the blend shows those of both images: the class weights of each are
 * its image's share, the boxes stay (Zhang et al. 2019, arXiv:1902.04103).
 */
@Method(
    name = "mixup",
    summary = "Blends every training image and its target with another one.",
    formula = "x ← λx_i + (1−λ)x_j, y ← λy_i + (1−λ)y_j, λ ~ Beta(α, α) once a batch",
    when = "Models that fit their training images exactly, or probabilities that are too sure.",
    paper = @Paper("Zhang et al. 2018, ICLR"),
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
    double share = Pairs.share(alpha, random);
    int[] partner = Pairs.shuffled((int) batch.images().size(0), random);
    Tensor targets = batch.targets();
    return new Batch(
        Pairs.blend(batch.images(), partner, share),
        targets.shape().length == 3
            ? objects(targets, partner, share)
            : Pairs.blend(targets, partner, share));
  }

  private static Tensor objects(Tensor targets, int[] partner, double share) {
    Objects objects = new Objects(targets);
    List<List<float[]>> rows = new ArrayList<>();
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] == i) {
        rows.add(objects.of(i));
        continue;
      }
      List<float[]> both = new ArrayList<>(objects.weighted(i, share));
      both.addAll(objects.weighted(partner[i], 1 - share));
      rows.add(both);
    }
    return objects.tensor(rows);
  }
}
