package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.Optional;
import java.util.Set;

/**
 * 1 − the Tversky overlap, mean over the foreground classes: {@link Dice} in which missed pixels
 * weigh more than wrongly found ones (Salehi et al. 2017, MLMI).
 *
 * <p>(Σpt + ½) / (Σpt + .3 Σp(1−t) + .7 Σ(1−p)t + ½), with sums over the pixels of the whole batch;
 * .3 and .7 are those with which the paper found its best overlap.
 */
public record Tversky() implements Loss {
  private static final double FALSE_POSITIVES = 0.3;
  private static final double FALSE_NEGATIVES = 0.7;

  @Override
  public String name() {
    return "tversky";
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.SEGMENTATION);
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return Regions.none(targets);
  }

  @Override
  public Optional<Tensor> whole(Tensor logits, Tensor targets) {
    return Optional.of(Regions.apart(logits.softmax(1), targets, FALSE_POSITIVES, FALSE_NEGATIVES));
  }
}
