package io.ridgeline.data;

import io.ridgeline.describe.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The order in which training sees its examples: shuffled anew each epoch, the same for every arm
 * of a study with the same seed.
 *
 * @param examples indexes into the cohort
 * @param batch examples a batch; the last batch of an epoch may be smaller
 * @param seed of the stream {@code order}
 */
public record BatchPlan(int[] examples, int batch, long seed) {
  /** Refuses an empty plan. */
  public BatchPlan {
    if (examples.length == 0 || batch < 1) {
      throw new IllegalArgumentException(examples.length + " examples in batches of " + batch);
    }
  }

  /**
   * The batches of one epoch; every example once.
   *
   * <p>A last batch of one joins the one before it: batch normalization cannot learn from one value
   * a channel.
   *
   * @param epoch any number; equal epochs give equal batches, whatever was asked before
   */
  public List<int[]> epoch(int epoch) {
    int[] order = examples.clone();
    RandomGenerator random = Streams.random(Streams.seed(seed, "epoch", epoch));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int to = Math.min(from + batch, order.length);
      if (batch > 1 && to == order.length - 1) {
        to = order.length;
      }
      batches.add(Arrays.copyOfRange(order, from, to));
      from = to;
    }
    return batches;
  }

  /** The number of batches in every epoch. */
  public int batches() {
    int whole = examples.length / batch;
    int rest = examples.length % batch;
    return rest == 0 || (rest == 1 && whole > 0) ? whole : whole + 1;
  }
}
