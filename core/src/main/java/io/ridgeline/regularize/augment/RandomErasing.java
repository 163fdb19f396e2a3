package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/**
 * Erases a box of every image with some probability; the target stays.
 *
 * <p>A box that does not fit into the image is drawn again, ten times at most. Images are
 * normalized, so that zero is the mean of the training part. Of a volume the box takes a share a of
 * all voxels: ∛a of the slices, and in each of them as of an image what is left of a.
 */
@Method(
    name = "random-erasing",
    summary = "Erases a random box of some training images.",
    formula =
        "each image with probability p: a box of area U(.02, .33) of the image and of height over"
            + " width e^U(ln .3, ln 3.3) becomes the mean, or noise N(0, 1)",
    when =
        "Objects partly hidden, or models that hang on one sign; not where the finding itself is"
            + " small and could be erased.",
    paper = {@Paper("Zhong et al. 2020, AAAI"), @Paper("DeVries & Taylor 2017, arXiv:1708.04552")},
    tasks = {TaskKind.CLASSIFICATION, TaskKind.DETECTION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record RandomErasing(
    @Real(
            doc = "probability p of an image",
            def = 0.25,
            max = 1,
            off = 0,
            search = {0, 0.5})
        double p,
    @Choice(
            doc = "what the box is filled with: the training part's mean, or noise about it",
            def = "mean",
            options = {"mean", "noise"})
        String fill)
    implements BatchTransform {
  private static final int TRIES = 10;

  /** Refuses values out of range. */
  public RandomErasing {
    Descriptor.check(RandomErasing.class, p, fill);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    return new Batch(
        Draws.some(batch.images(), p, random, x -> erased(x, random)), batch.targets());
  }

  /** The images, a copy of the caller's own, with a box of each erased. */
  private Tensor erased(Tensor images, RandomGenerator random) {
    Generator noise = new Generator(random.nextLong());
    Shape shape = Axes.shape(images);
    int depth = shape.depth();
    int height = shape.height();
    int width = shape.width();
    for (int i = 0; i < images.size(0); i++) {
      for (int k = 0; k < TRIES; k++) {
        double share = 0.02 + 0.31 * random.nextDouble();
        double slices = depth == 1 ? 1 : StrictMath.cbrt(share);
        double area = share / slices * height * width;
        double low = StrictMath.log(0.3);
        double aspect = StrictMath.exp(low + (StrictMath.log(3.3) - low) * random.nextDouble());
        long h = Math.round(Math.sqrt(area * aspect));
        long w = Math.round(Math.sqrt(area / aspect));
        long d = Math.round(depth * slices);
        if (d < 1 || h < 1 || w < 1 || h > height || w > width) {
          continue;
        }
        long top = random.nextLong(height - h + 1);
        long left = random.nextLong(width - w + 1);
        int rows = images.shape().length - 2;
        Tensor box = images.narrow(0, i, 1).narrow(rows, top, h).narrow(rows + 1, left, w);
        if (depth > 1) {
          box = box.narrow(2, random.nextLong(depth - d + 1), d);
        }
        if (fill.equals("noise")) {
          box.copyInPlace(noise.normal(box.shape()));
        } else {
          box.fillInPlace(0);
        }
        break;
      }
    }
    return images;
  }
}
