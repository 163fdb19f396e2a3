package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import java.util.Set;

/** −Σ y log softmax(z), averaged over the images, or over all their pixels. */
public record CrossEntropy() implements Loss {
  @Override
  public String name() {
    return "cross-entropy";
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION);
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return Functions.crossEntropy(logits, targets);
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return targets.times(logProbabilities(logits)).sum(1).reshape(-1).times(-1);
  }
}
