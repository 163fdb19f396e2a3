package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import java.util.function.UnaryOperator;

/** The output units of a kernel: the filters of a convolution, the neurons of a linear layer. */
public final class OutputUnits {
  private OutputUnits() {}

  /**
   * Multiplies each unit's weights by a factor of their own, outside any recorded computation.
   *
   * @param factors from the Euclidean norms of the units, {@code [units, 1]}, to as many factors
   * @return whether any factor was not 1
   */
  public static boolean scale(Weight kernel, UnaryOperator<Tensor> factors) {
    Tensor values = kernel.tensor().detach();
    Tensor by = factors.apply(kernel.matrix(values).norm(1));
    if (by.plus(-1).abs().sum().item() == 0) {
      return false;
    }
    values.timesInPlace(kernel.fromMatrix(by));
    return true;
  }
}
