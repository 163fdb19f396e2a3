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

/**
 * Pastes a box of another image of the batch into every image; one box for the whole batch.
 *
 * <p>The box is placed around a pixel anywhere, so that a part of it may lie outside. Targets mix
 * by the area that was pasted in truth, not by the share that was drawn; those that are maps do not
 * mix, but take over the box with the image. In volumes the box has three axes.
 */
@Method(
    name = "cut-mix",
    summary = "Pastes a box of another training image into every one and mixes the targets alike.",
    formula =
        "λ ~ Beta(α, α); a box of √(1−λ) of height and width around a random pixel, clipped to the"
            + " image, is x_j's; y ← (1−a)y_i + a·y_j, a = its area over the image's; of maps the"
            + " box is y_j's. In volumes ∛(1−λ) of each axis",
    when = "As mixup, where blended images look like nothing real but a part of one still speaks.",
    paper = @Paper("Yun et al. 2019, ICCV"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record CutMix(
    @Real(
            doc = "how even the parts are, α; 1 is any size alike",
            def = 1,
            max = 10,
            off = 0,
            search = {0.2, 1})
        double alpha)
    implements BatchTransform {
  /** Refuses a value outside [0, 10]. */
  public CutMix {
    Descriptor.check(CutMix.class, alpha);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    if (alpha == 0) {
      return batch;
    }
    Tensor images = batch.images();
    int[] partner = Pairs.shuffled((int) images.size(0), random);
    long[] places = Axes.places(images);
    double pasted = 1 - Pairs.share(alpha, random);
    double side = places.length == 3 ? StrictMath.cbrt(pasted) : Math.sqrt(pasted);
    long[][] spans = new long[places.length][];
    double inside = 1;
    long all = 1;
    for (int k = 0; k < spans.length; k++) {
      spans[k] = span(images.size(2 + k), side, random);
      inside *= spans[k][1];
      all *= images.size(2 + k);
    }
    Tensor targets = batch.targets();
    return new Batch(
        pasted(images, partner, spans),
        targets.shape().length == 2
            ? Pairs.blend(targets, partner, 1 - inside / all)
            : pasted(targets, partner, spans));
  }

  private static Tensor pasted(Tensor values, int[] partner, long[][] spans) {
    Tensor mixed = values.copy();
    box(mixed, spans).copyInPlace(box(values, spans).rows(partner));
    return mixed;
  }

  /** First pixel and length of a share of an axis around a random pixel, as far as it is inside. */
  private static long[] span(long length, double share, RandomGenerator random) {
    long wanted = (long) (length * share);
    long start = random.nextLong(length) - wanted / 2;
    long first = Math.max(0, start);
    return new long[] {first, Math.max(0, Math.min(length, start + wanted) - first)};
  }

  private static Tensor box(Tensor values, long[][] spans) {
    Tensor box = values;
    for (int k = 0; k < spans.length; k++) {
      box = box.narrow(2 + k, spans[k][0], spans[k][1]);
    }
    return box;
  }
}
