package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/** Changes every image by some random {@link Operation}s of one strength, in either direction. */
@Method(
    name = "rand-augment",
    summary = "Changes every training image by some random operations of one strength.",
    formula = "each image, N times: an operation drawn alike from the list, strength ±M/30",
    when = "One policy for all, with two numbers to tune: more with larger networks and more data.",
    paper = @Paper("Cubuk et al. 2020, NeurIPS 33"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record RandAugment(
    @Count(
            doc = "operations N an image",
            def = 2,
            max = 10,
            off = 0,
            search = {1, 3})
        int operations,
    @Count(
            doc = "magnitude M, in thirtieths of the largest strength",
            def = 9,
            min = 1,
            max = 30,
            search = {1, 15})
        int magnitude)
    implements BatchTransform {
  private static final double LARGEST = 30;

  /** Refuses values out of range. */
  public RandAugment {
    Descriptor.check(RandAugment.class, operations, magnitude);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    Batch now = batch;
    int n = (int) batch.images().size(0);
    for (int k = 0; k < operations; k++) {
      Operation[] chosen = new Operation[n];
      double[] strengths = new double[n];
      for (int i = 0; i < n; i++) {
        chosen[i] = Operation.drawn(random);
        strengths[i] = (random.nextBoolean() ? magnitude : -magnitude) / LARGEST;
      }
      now = Operation.each(now, chosen, strengths);
    }
    return now;
  }
}
