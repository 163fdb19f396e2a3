package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;

/**
 * Adds λ·‖WWᵀ − I‖²_F over kernels, as matrices {@code [units, weights of a unit]}.
 *
 * <p>Where there are more units than weights of a unit, they cannot all be orthogonal, and WᵀW
 * takes the place of WWᵀ.
 */
@Method(
    name = "orthogonality",
    summary = "Adds the distance of every kernel from an orthogonal matrix to the loss.",
    formula =
        "loss + λ Σ_kernels ‖WWᵀ − I‖²_F, or ‖WᵀW − I‖²_F for W with more rows than columns; gradient"
            + " + 4λ (WWᵀ − I) W",
    when = "Deep networks whose filters come out alike, or whose gradients fade.",
    paper = {@Paper("Brock et al. 2017, ICLR"), @Paper("Bansal, Chen & Wang 2018, NeurIPS 31")},
    cost = Cost.PRODUCTS_OF_KERNELS)
public record Orthogonality(
    @Real(
            doc = "strength λ",
            def = 1e-4,
            max = 10,
            off = 0,
            search = {1e-6, 1e-2},
            log = true)
        double lambda)
    implements WeightPenalty.Stateless {
  /** Refuses a strength outside [0, 10]. */
  public Orthogonality {
    Descriptor.check(Orthogonality.class, lambda);
  }

  @Override
  public Tensor penalty(Weights weights) {
    return Kernels.sumOfMatrices(weights, w -> excess(wide(w)).square()).times(lambda);
  }

  @Override
  public void addGradient(Weights weights, StepContext step) {
    for (Weight kernel : weights.kernels()) {
      Tensor matrix = kernel.matrix(kernel.tensor());
      Tensor w = wide(matrix);
      Tensor way = excess(w).matrixTimes(w);
      Tensor back = w == matrix ? way : way.transposed();
      kernel.gradient().addInPlace(kernel.fromMatrix(back), 4 * lambda);
    }
  }

  /** A matrix, or its transpose, with no more rows than columns. */
  private static Tensor wide(Tensor matrix) {
    return matrix.size(0) <= matrix.size(1) ? matrix : matrix.transposed();
  }

  /** WWᵀ − I. */
  private static Tensor excess(Tensor w) {
    return w.matrixTimes(w.transposed()).minus(Tensor.identity(w.size(0)));
  }
}
