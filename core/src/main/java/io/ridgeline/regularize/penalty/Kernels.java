package io.ridgeline.regularize.penalty;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import java.util.function.UnaryOperator;

/** Sums over all kernels of a model. */
final class Kernels {
  private Kernels() {}

  /** Σ f(w) over all kernel values, a differentiable scalar. */
  static Tensor sum(Weights weights, UnaryOperator<Tensor> function) {
    return weights.kernels().stream()
        .map(Weight::tensor)
        .map(function)
        .map(Tensor::sum)
        .reduce(Tensor::plus)
        .orElseThrow();
  }
}
