package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/** Mirrors images at random, left to right and top to bottom. */
@Method(
    name = "flip",
    summary = "Mirrors training images at random.",
    formula = "each image: mirrored left-right with probability h, top-bottom with probability v",
    when =
        "The mirrored image could have been taken. Ultrasound has a top and a bottom: keep v at 0.",
    paper = @Paper("Krizhevsky, Sutskever & Hinton 2012, NeurIPS 25"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Flip(
    @Real(doc = "probability h of left-right", def = 0.5, max = 1, off = 0) double horizontal,
    @Real(doc = "probability v of top-bottom", def = 0, max = 1, off = 0) double vertical)
    implements BatchTransform {
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  /** Refuses probabilities outside [0, 1]. */
  public Flip {
    Descriptor.check(Flip.class, horizontal, vertical);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    Tensor images = mirrored(batch.images(), WIDTH, horizontal, random);
    return new Batch(mirrored(images, HEIGHT, vertical, random), batch.targets());
  }

  private static Tensor mirrored(Tensor images, int axis, double p, RandomGenerator random) {
    float[] chosen = new float[(int) images.size(0)];
    boolean any = false;
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = random.nextDouble() < p ? 1 : 0;
      any |= chosen[i] == 1;
    }
    if (!any) {
      return images;
    }
    Tensor mirror = Tensor.of(chosen, chosen.length, 1, 1, 1);
    Tensor stay = mirror.times(-1).plus(1);
    return images.times(stay).plus(images.flip(axis).times(mirror));
  }
}
