package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.Optional;
import java.util.Set;

/**
 * The sum of {@link CrossEntropy}, mean over all pixels, and {@link Dice} over the whole batch, as
 * nnU-Net trains (Isensee et al. 2021, Nature Methods 18).
 */
public record DiceCrossEntropy() implements Loss {
  private static final CrossEntropy PIXELS = new CrossEntropy();
  private static final Dice REGIONS = new Dice();

  @Override
  public String name() {
    return "dice-cross-entropy";
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.SEGMENTATION);
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return PIXELS.value(logits, targets).plus(REGIONS.value(logits, targets));
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return PIXELS.each(logits, targets);
  }

  @Override
  public Optional<Tensor> whole(Tensor logits, Tensor targets) {
    return REGIONS.whole(logits, targets);
  }
}
