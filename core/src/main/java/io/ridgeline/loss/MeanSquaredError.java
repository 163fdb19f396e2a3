package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.Set;

/** (softmax(z) − y)², averaged over classes and batch: the Brier score as a loss. */
public record MeanSquaredError() implements Loss {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION);
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return logits.softmax(1).minus(targets).square().mean();
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    return logits.softmax(1).minus(targets).square().mean(1);
  }
}
