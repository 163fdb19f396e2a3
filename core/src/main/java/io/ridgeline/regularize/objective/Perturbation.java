package io.ridgeline.regularize.objective;

import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;

/** Images with something added to them. */
final class Perturbation {
  private static final double SMALLEST = 1e-12;

  private Perturbation() {}

  /**
   * Zeros to add to the images of a batch: the gradient with respect to them is that with respect
   * to the images, which stay differentiable with respect to what they come from.
   */
  static Tensor zero(Batch batch) {
    return Tensor.zeros(batch.images().shape()).variable();
  }

  /** The batch with {@code what} added to its images. */
  static Batch added(Batch batch, Tensor what) {
    return new Batch(batch.images().plus(what), batch.targets());
  }

  /** Every entry of the first axis scaled to the Euclidean norm 1; one of zeros stays. */
  static Tensor unit(Tensor x) {
    Tensor rows = x.flatten();
    return rows.over(rows.square().sum(1).sqrt().plus(SMALLEST)).reshape(x.shape());
  }
}
