package io.ridgeline.regularize.weight;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.PowerIteration;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightTransform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Uses every kernel divided by its largest singular value, in training and at prediction.
 *
 * <p>The kernel counts as a matrix {@code [units, weights of a unit]}. Its singular value is
 * followed by one power iteration a training pass and differentiated with the singular vectors
 * constant, as {@code torch.nn.utils.spectral_norm} does. Every pass counts, the second one of
 * {@code sam}, too. To predict, it is iterated until it stays: averaged kernels are others than the
 * trained ones.
 */
@Method(
    name = "spectral-norm",
    summary = "Uses every kernel divided by its largest singular value.",
    formula = "W/σ(W), σ = uᵀWv with u and v from one power iteration a training pass",
    when =
        "Limits how strongly each layer reacts, in networks without batch normalization, which"
            + " would undo it.",
    paper = @Paper("Miyato et al. 2018, ICLR"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record SpectralNorm() implements WeightTransform {
  /** After what sets the scale of kernels itself, which would undo it. */
  @Override
  public int place() {
    return 1;
  }

  @Override
  public Run begin(Weights weights) {
    Map<Weight, PowerIteration> iterations = new LinkedHashMap<>();
    weights.kernels().forEach(k -> iterations.put(k, PowerIteration.of(k)));
    class Followed implements Run, Stateful {
      @Override
      public Tensor use(Weight kernel, Tensor values, StepContext step) {
        iteration(kernel).advance(values);
        Tensor sigma = iteration(kernel).sigma(values);
        // only a kernel of zeros has none, and stays
        return sigma.item() == 0 ? values : values.over(sigma);
      }

      @Override
      public Tensor predict(Weight kernel, Tensor values) {
        double sigma = iteration(kernel).settled(values);
        return sigma == 0 ? values : values.times(1 / sigma);
      }

      private PowerIteration iteration(Weight kernel) {
        return Objects.requireNonNull(iterations.get(kernel), kernel::name);
      }

      @Override
      public void tell(State state) {
        iterations.forEach((kernel, iteration) -> iteration.tell(state.of(kernel.name())));
      }
    }
    return new Followed();
  }
}
