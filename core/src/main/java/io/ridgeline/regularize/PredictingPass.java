package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.model.Pass;
import java.util.Collection;
import java.util.List;

/**
 * A pass of prediction in the midst of a training: running statistics, no noise, and the kernels as
 * the weight transforms would have them predict; those of a copy of the model, too.
 */
final class PredictingPass implements Pass {
  private final List<Weight> kernels;
  private final Collection<WeightTransform.Run> transforms;

  /**
   * The pass with some transforms.
   *
   * @param weights with which the transforms were begun
   */
  PredictingPass(Weights weights, Collection<WeightTransform.Run> transforms) {
    this.kernels = weights.kernels();
    this.transforms = transforms;
  }

  @Override
  public Tensor kernel(Weight kernel) {
    Tensor now = kernel.tensor();
    for (WeightTransform.Run transform : transforms) {
      now = transform.predict(own(kernel), now);
    }
    return now;
  }

  /** The kernel that the transforms know, where {@code kernel} is its copy. */
  private Weight own(Weight kernel) {
    return kernels.stream()
        .filter(k -> k.name().equals(kernel.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kernel " + kernel.name()));
  }
}
