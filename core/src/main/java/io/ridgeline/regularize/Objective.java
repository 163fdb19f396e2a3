package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import java.util.List;
import java.util.function.Supplier;

/** What a training minimizes, as a function of a batch: a pass through the model and its loss. */
@FunctionalInterface
public interface Objective {
  /**
   * The outcome of a pass.
   *
   * @param logits {@code [N, outputs]}, or maps {@code [N, outputs, ...]}, differentiable
   * @param loss a differentiable scalar
   * @param auxiliaries the model's further heads in this pass
   */
  record Value(Tensor logits, Tensor loss, List<Auxiliary> auxiliaries) {
    /** Copies the list. */
    public Value {
      auxiliaries = List.copyOf(auxiliaries);
    }

    /** Of no interest to methods that ask further heads. */
    public Value(Tensor logits, Tensor loss) {
      this(logits, loss, List.of());
    }
  }

  /**
   * A head of the model beside its last one.
   *
   * @param level how many times its maps were halved
   * @param logits computed when asked for, differentiable
   */
  record Auxiliary(int level, Supplier<Tensor> logits) {}

  /**
   * A training pass in which {@code more} changes the activations at every site after the noise.
   * Only the first pass of a step moves running statistics.
   */
  Value of(Batch batch, Pass.Noise more);

  /** A training pass. */
  default Value of(Batch batch) {
    return of(batch, (site, activations) -> activations);
  }
}
