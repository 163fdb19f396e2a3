package io.ridgeline.regularize.averaging;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightAveraging;
import java.util.List;

/**
 * An exponential moving average of the weights, without the bias towards the initial ones.
 *
 * <p>After t steps the average is Σ dᵗ⁻ˢ θ_s / Σ dᵗ⁻ˢ over s = 1..t. Running statistics of
 * normalizations are averaged alike, so that they fit the averaged weights.
 */
@Method(
    name = "ema",
    summary = "Predicts with an exponential moving average of the weights.",
    formula = "θ̄_t = Σ_{s≤t} d^{t−s} θ_s / Σ_{s≤t} d^{t−s}",
    when = "Almost always worth a try: it costs nothing and steadies small-data training.",
    paper = {
      @Paper("Polyak & Juditsky 1992, SIAM J. Control Optim. 30(4)"),
      @Paper("Tarvainen & Valpola 2017, NeurIPS 30")
    },
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record Ema(
    @Real(
            doc = "memory d",
            def = 0.99,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0.99, 0.9999},
            towardsOne = true)
        double decay)
    implements WeightAveraging {
  /** Refuses a memory outside [0, 1). */
  public Ema {
    Descriptor.check(Ema.class, decay);
  }

  @Override
  public Run begin(Weights weights) {
    List<Tensor> average = weights.snapshot();
    int[] steps = {0};
    class Averaging implements Run, Stateful {
      @Override
      public void add(Weights now, StepContext step) {
        double share = (1 - decay) / (1 - Math.pow(decay, ++steps[0]));
        for (int i = 0; i < average.size(); i++) {
          average.get(i).moveInPlace(now.state().get(i), share);
        }
      }

      @Override
      public List<Tensor> average() {
        return average;
      }

      @Override
      public void tell(State state) {
        state.tensors("average", average);
        state.numbers("steps", steps);
      }
    }
    return new Averaging();
  }
}
