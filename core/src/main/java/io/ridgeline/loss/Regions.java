package io.ridgeline.loss;

import io.ridgeline.engine.Tensor;

/** What losses on whole regions are made of; maps are {@code [N, K, H, W]} or {@code ..D, H, W}. */
public final class Regions {
  private Regions() {}

  /** The maps of all classes but the background, {@code [N, K−1, ...]}. */
  public static Tensor foreground(Tensor maps) {
    return maps.narrow(1, 1, maps.size(1) - 1);
  }

  /** The sum of every class's map over the pixels of the whole batch, {@code [K]}. */
  public static Tensor sums(Tensor maps) {
    return maps.reshape(maps.size(0), maps.size(1), -1).sum(2).sum(0).reshape(-1);
  }

  /**
   * 1 − mean over the foreground classes of (2Σpt + 1) / (2Σpt + 2αΣp(1−t) + 2βΣ(1−p)t + 1), with
   * sums over the whole batch.
   *
   * <p>The 1 gives a class that is neither there nor predicted a loss of 0, and a gradient.
   *
   * @param p probabilities {@code [N, K, ...]}
   * @param t targets {@code [N, K, ...]}
   * @param falsePositives α
   * @param falseNegatives β; ½ and ½ make it the soft Dice (2Σpt + 1) / (Σp + Σt + 1)
   */
  static Tensor apart(Tensor p, Tensor t, double falsePositives, double falseNegatives) {
    Tensor predicted = foreground(p);
    Tensor actual = foreground(t);
    Tensor common = sums(predicted.times(actual));
    Tensor all =
        sums(predicted).times(2 * falsePositives).plus(sums(actual).times(2 * falseNegatives));
    double counted = 2 * (1 - falsePositives - falseNegatives);
    Tensor union = counted == 0 ? all : all.plus(common.times(counted));
    return common.times(2).plus(1).over(union.plus(1)).mean().times(-1).plus(1);
  }

  /** A loss of 0 for every pixel: that of a loss which knows regions only. */
  static Tensor none(Tensor targets) {
    return Tensor.zeros(targets.count() / targets.size(1));
  }
}
