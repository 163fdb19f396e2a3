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
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts a training image together from corners of four, with the objects that they show.
 *
 * <p>The four parts meet at a pixel in the middle two fifths of the image. Each image lies with one
 * of its corners there, unscaled, so that what is seen of it is the corner across: the left upper
 * part shows the right lower corner of the image itself, the other parts corners of three others of
 * the batch. Boxes are cut to their part, and one of which less than {@link Motion#VISIBLE} is left
 * is dropped.
 */
@Method(
    name = "mosaic",
    summary = "Puts training images together from corners of four, with their objects.",
    formula =
        "each image with probability p: parts around (c_x, c_y) ~ U(.3, .7)² of the image are corners"
            + " of x_i, x_j, x_k, x_l",
    when =
        "Objects are small and many and may lie anywhere; not where the surroundings say what an"
            + " object is.",
    paper = @Paper("Bochkovskiy, Wang & Liao 2020, arXiv:2004.10934"),
    tasks = TaskKind.DETECTION,
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Mosaic(
    @Real(
            doc = "probability p of an image",
            def = 0.5,
            max = 1,
            off = 0,
            search = {0, 1})
        double p)
    implements BatchTransform {
  private static final double FIRST = 0.3;
  private static final double SPREAD = 0.4;
  private static final int PARTS = 4;

  /** Refuses a value outside [0, 1]. */
  public Mosaic {
    Descriptor.check(Mosaic.class, p);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    Tensor images = batch.images();
    int n = (int) images.size(0);
    int height = (int) images.size(2);
    int width = (int) images.size(3);
    Objects objects = new Objects(batch.targets());
    Tensor mixed = images.copy();
    List<int[]> partners = new ArrayList<>();
    for (int part = 1; part < PARTS; part++) {
      partners.add(Pairs.shuffled(n, random));
    }
    List<List<float[]>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int x = (int) Math.round((FIRST + SPREAD * random.nextDouble()) * width);
      int y = (int) Math.round((FIRST + SPREAD * random.nextDouble()) * height);
      if (random.nextDouble() >= p) {
        rows.add(objects.of(i));
        continue;
      }
      List<float[]> own = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        int from = part == 0 ? i : partners.get(part - 1)[i];
        int left = part % 2 == 0 ? 0 : x;
        int top = part < 2 ? 0 : y;
        int w = part % 2 == 0 ? x : width - x;
        int h = part < 2 ? y : height - y;
        // what is seen of the image begins at
        int seenLeft = part % 2 == 0 ? width - x : 0;
        int seenTop = part < 2 ? height - y : 0;
        window(mixed, i, top, left, h, w)
            .copyInPlace(window(images, from, seenTop, seenLeft, h, w));
        own.addAll(
            objects.moved(
                from, left - seenLeft, top - seenTop, new double[] {left, top, left + w, top + h}));
      }
      rows.add(own);
    }
    return new Batch(mixed, objects.tensor(rows));
  }

  private static Tensor window(Tensor images, int i, int top, int left, int height, int width) {
    return images.narrow(0, i, 1).narrow(2, top, height).narrow(3, left, width);
  }
}
