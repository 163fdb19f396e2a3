package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/** Changes every image by one random {@link Operation} of random strength. */
@Method(
    name = "trivial-augment",
    summary = "Changes every training image by one random operation of random strength.",
    formula = "each image: an operation drawn alike from the list, strength s ~ U(−1, 1)",
    when = "A policy is wanted and there is no time to tune one: it has nothing to set.",
    paper = @Paper("Müller & Hutter 2021, ICCV"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record TrivialAugment() implements BatchTransform {
  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    int n = (int) batch.images().size(0);
    Operation[] operations = new Operation[n];
    double[] strengths = new double[n];
    for (int i = 0; i < n; i++) {
      operations[i] = Operation.drawn(random);
      strengths[i] = Draws.symmetric(random, 1);
    }
    return Operation.each(batch, operations, strengths);
  }
}
