package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.Optional;
import java.util.Set;

/**
 * 1 − the soft Dice overlap (2Σpt + 1) / (Σp + Σt + 1), mean over the foreground classes, with sums
 * over the pixels of the whole batch (Milletari et al. 2016, 3DV).
 *
 * <p>No pixel has a loss of its own: methods that weigh the losses of pixels find nothing to weigh.
 */
public record Dice() implements Loss {
  @Override
  public String name() {
    return "dice";
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
    return Optional.of(Regions.apart(logits.softmax(1), targets, 0.5, 0.5));
  }
}
