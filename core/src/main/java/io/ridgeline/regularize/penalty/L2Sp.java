package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;
import java.util.List;
import java.util.Set;

/**
 * Adds α/2·‖w − w⁰‖² over all kernels but those that give the outputs, and β/2·‖w‖² over those.
 *
 * <p>w⁰ is what the training starts from. The last layer is the new head, which knows nothing yet
 * that would be worth keeping.
 */
@Method(
    name = "l2-sp",
    summary = "Adds the squared distance from the starting weights to the loss.",
    formula =
        "loss + α/2 ‖w − w⁰‖² + β/2 ‖w_last‖²; gradient + α (w − w⁰), and + β w_last; w⁰ from the start"
            + " of the training",
    when =
        "Fine-tuning a pretrained model on few images. From random weights it only ties the model to"
            + " chance.",
    paper = @Paper("Li, Grandvalet & Davoine 2018, ICML"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record L2Sp(
    @Real(
            doc = "strength α of the pull to the start",
            def = 0.1,
            max = 10,
            off = 0,
            search = {1e-4, 1},
            log = true)
        double alpha,
    @Real(
            doc = "strength β of the pull of the last layers to zero",
            def = 0.01,
            max = 10,
            off = 0,
            search = {1e-4, 1},
            log = true)
        double beta)
    implements WeightPenalty, Memoryless {
  /** Refuses values out of range. */
  public L2Sp {
    Descriptor.check(L2Sp.class, alpha, beta);
  }

  /** A kernel, where it is pulled to, and how strongly. */
  private record Pull(Weight kernel, Tensor start, double strength) {
    Tensor way() {
      return kernel.tensor().minus(start);
    }
  }

  @Override
  public Run begin(Weights weights) {
    List<Weight> kernels = weights.kernels();
    List<Weight> outputs = weights.outputKernels();
    List<Pull> pulls =
        kernels.stream()
            .map(
                k ->
                    outputs.contains(k)
                        ? new Pull(k, Tensor.zeros(k.shape()), beta)
                        : new Pull(k, k.tensor().copy(), alpha))
            .toList();
    return new Run() {
      @Override
      public Tensor penalty(Weights now) {
        return pulls.stream()
            .map(p -> p.way().square().sum().times(p.strength() / 2))
            .reduce(Tensor::plus)
            .orElseThrow();
      }

      @Override
      public void addGradient(Weights now, StepContext step) {
        pulls.forEach(p -> p.kernel().gradient().addInPlace(p.way(), p.strength()));
      }
    };
  }

  /** The whole of it as far as an arm goes: decay would pull the same weights to zero. */
  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.SQUARES);
  }
}
