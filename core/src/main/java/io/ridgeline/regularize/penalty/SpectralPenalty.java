package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.PowerIteration;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds λ·σ(W)² over kernels, as matrices {@code [units, weights of a unit]}, where σ is the largest
 * singular value.
 *
 * <p>The paper has λ/2. σ is followed by one power iteration a gradient: two a step under {@code
 * sam}.
 */
@Method(
    name = "spectral-penalty",
    summary = "Adds the squared largest singular value of every kernel to the loss.",
    formula = "loss + λ Σ_kernels σ(W)²; gradient + 2λσ uvᵀ, u and v the singular vectors of σ",
    when = "Predictions should change little with small changes of the image.",
    paper = @Paper("Yoshida & Miyato 2017, arXiv:1705.10941"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record SpectralPenalty(
    @Real(
            doc = "strength λ",
            def = 0.01,
            max = 10,
            off = 0,
            search = {1e-4, 1e-1},
            log = true)
        double lambda)
    implements WeightPenalty {
  /** Refuses a strength outside [0, 10]. */
  public SpectralPenalty {
    Descriptor.check(SpectralPenalty.class, lambda);
  }

  @Override
  public Run begin(Weights weights) {
    Map<Weight, PowerIteration> iterations = new LinkedHashMap<>();
    weights.kernels().forEach(k -> iterations.put(k, PowerIteration.of(k)));
    class Followed implements Run, Stateful {
      @Override
      public Tensor penalty(Weights now) {
        return iterations.entrySet().stream()
            .map(i -> i.getValue().sigma(i.getKey().tensor()).square().sum())
            .reduce(Tensor::plus)
            .orElseThrow()
            .times(lambda);
      }

      @Override
      public void addGradient(Weights now, StepContext step) {
        iterations.forEach(
            (kernel, iteration) -> {
              double sigma = iteration.advance(kernel.tensor());
              iteration.addDirection(kernel.gradient(), 2 * lambda * sigma);
            });
      }

      @Override
      public void tell(State state) {
        iterations.forEach((kernel, iteration) -> iteration.tell(state.of(kernel.name())));
      }
    }
    return new Followed();
  }
}
