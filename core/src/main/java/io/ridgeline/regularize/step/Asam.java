package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepWrapper;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adaptive sharpness-aware minimization: {@link Sam} with a radius in proportion to each weight, so
 * that rescaling a layer does not change what counts as near.
 *
 * <p>T is |w| + η on kernels, with η = 0.01 as in the paper, and 1 on biases and norms.
 */
@Method(
    name = "asam",
    summary = "As sam, where near is measured relative to the size of each weight.",
    formula =
        "ε = ρ T²g/‖Tg‖₂ with g = ∇L(w), T = |w| + 0.01 on kernels, 1 elsewhere; step with"
            + " ∇L(w + ε)",
    when = "As sam; less sensitive to the scale of the layers, with a larger radius.",
    paper = @Paper("Kwon et al. 2021, ICML"),
    cost = Cost.ONE_MORE_STEP)
public record Asam(
    @Real(
            doc = "radius ρ of the step uphill",
            def = 0.5,
            max = 100,
            off = 0,
            search = {0.5, 2},
            log = true)
        double rho)
    implements StepWrapper, Memoryless {
  private static final double ETA = 0.01;

  /** Refuses a radius outside [0, 100]. */
  public Asam {
    Descriptor.check(Asam.class, rho);
  }

  @Override
  public boolean movesGradient() {
    return true;
  }

  @Override
  public Run begin(Weights weights) {
    return new Ascent(
        weights,
        trained -> {
          // kernels stand first
          List<Tensor> scales =
              IntStream.range(0, trained.size())
                  .mapToObj(
                      i ->
                          i == 0
                              ? trained.get(i).values().abs().plus(ETA)
                              : Tensor.ones(trained.get(i).values().count()))
                  .toList();
          List<Tensor> scaled =
              IntStream.range(0, trained.size())
                  .mapToObj(i -> trained.get(i).gradient().times(scales.get(i)))
                  .toList();
          double norm = Ascent.norm(scaled);
          if (norm > 0) {
            for (int i = 0; i < trained.size(); i++) {
              trained.get(i).values().addProductInPlace(scaled.get(i), scales.get(i), rho / norm);
            }
          }
        });
  }
}
