package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.StepWrapper;

/**
 * Keeps the first layers as they are at the start.
 *
 * <p>Layers are counted as in {@link LayerRateDecay}. Running statistics of frozen layers go on
 * being measured. At least the last layer learns.
 */
@Method(
    name = "freeze",
    summary = "Keeps the first layers of the model as they are at the start.",
    formula = "w_l stays for l < n",
    when = "Fine-tuning on very few images a model that was trained on many.",
    paper = @Paper("Howard & Ruder 2018, ACL"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record Freeze(
    @Count(doc = "number n of layers that stay", def = 1, max = 10_000, off = 0) int layers)
    implements StepWrapper, Memoryless {
  /** Refuses a number outside [0, 10000]. */
  public Freeze {
    Descriptor.check(Freeze.class, layers);
  }

  @Override
  public boolean keepsWeights() {
    return layers > 0;
  }

  /** Innermost: it says what there is of a gradient and of the optimizer's step. */
  @Override
  public int place() {
    return -1;
  }

  @Override
  public Run begin(Weights weights) {
    int frozen = Math.min(layers, weights.kernels().size() - weights.outputKernels().size());
    return new LayerRates(weights, weights.byLayer(layer -> layer < frozen ? 0 : 1));
  }
}
