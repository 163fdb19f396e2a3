package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepWrapper;

/**
 * A learning rate that falls from the last layer to the first.
 *
 * <p>Layers are counted by their kernels, in the order in which the model declares them; biases and
 * norms belong to the kernel before them. The towers of a detector stand side by side and have no
 * such order.
 */
@Method(
    name = "layer-lr-decay",
    summary = "Lets early layers learn more slowly than late ones.",
    formula = "η_l = η d^(L−l) for layer l of L",
    when = "Fine-tuning a model whose early layers are good already.",
    paper = @Paper("Howard & Ruder 2018, ACL"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record LayerRateDecay(
    @Real(
            doc = "factor d from a layer to the one before it",
            def = 0.8,
            max = 1,
            minExclusive = true,
            off = 1,
            search = {0.65, 0.95})
        double decay)
    implements StepWrapper, Memoryless {
  /** Refuses a factor outside (0, 1]. */
  public LayerRateDecay {
    Descriptor.check(LayerRateDecay.class, decay);
  }

  /** Innermost: it says what there is of a gradient and of the optimizer's step. */
  @Override
  public int place() {
    return -1;
  }

  @Override
  public Run begin(Weights weights) {
    int last = weights.kernels().size() - 1;
    return new LayerRates(weights, weights.byLayer(layer -> Math.pow(decay, last - layer)));
  }
}
