package io.ridgeline.regularize.weight;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightTransform;

/**
 * Uses every filter of a convolution with mean 0 and variance 1, in training and at prediction.
 *
 * <p>Mean and variance are over the weights of a filter; ε = 1e-5. Linear layers stay as they are,
 * and filters of one weight each, of which nothing would be left.
 */
@Method(
    name = "weight-standardization",
    summary = "Uses every filter of a convolution with mean 0 and variance 1.",
    formula = "for each filter j: ŵ_j = (w_j − mean(w_j)) / √(var(w_j) + 1e-5)",
    when = "Small batches, with a normalization after each convolution.",
    paper = @Paper("Qiao et al. 2019, arXiv:1903.10520"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record WeightStandardization() implements WeightTransform, Memoryless {
  private static final double EPSILON = 1e-5;

  @Override
  public Run begin(Weights weights) {
    return new Run() {
      @Override
      public Tensor use(Weight kernel, Tensor values, StepContext step) {
        return predict(kernel, values);
      }

      @Override
      public Tensor predict(Weight kernel, Tensor values) {
        boolean leaves = kernel.shape().length < 4 || kernel.count() == kernel.units();
        return leaves ? values : kernel.fromMatrix(standardized(kernel.matrix(values)));
      }
    };
  }

  private static Tensor standardized(Tensor filters) {
    double share = 1.0 / filters.size(1);
    Tensor centred = filters.minus(filters.sum(1).times(share));
    Tensor variances = centred.square().sum(1).times(share);
    return centred.over(variances.plus(EPSILON).sqrt());
  }
}
