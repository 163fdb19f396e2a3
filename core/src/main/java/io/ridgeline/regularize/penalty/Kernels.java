package io.ridgeline.regularize.penalty;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Sums over all kernels of a model. */
final class Kernels {
  private Kernels() {}

  /** Σ f(w) over all kernel values, a differentiable scalar. */
  static Tensor sum(Weights weights, UnaryOperator<Tensor> function) {
    return sum(weights.kernels().stream().map(Weight::tensor), function);
  }

  /** Σ f(W) over all values of all kernels as matrices {@code [units, weights of a unit]}. */
  static Tensor sumOfMatrices(Weights weights, UnaryOperator<Tensor> function) {
    return sum(weights.kernels().stream().map(k -> k.matrix(k.tensor())), function);
  }

  private static Tensor sum(Stream<Tensor> kernels, UnaryOperator<Tensor> function) {
    return kernels.map(function).map(Tensor::sum).reduce(Tensor::plus).orElseThrow();
  }
}
