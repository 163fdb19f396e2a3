package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.ParameterStep;
import java.util.Set;

/** w ← w − ηλw over kernels before the optimizer's step, outside its moments. */
@Method(
    name = "weight-decay",
    summary = "Shrinks kernels by a factor before every step, outside the optimizer's moments.",
    formula = "w ← w − ηλw, then the optimizer's step; with Adam this is AdamW",
    when = "The default choice with Adam; strong values suit short trainings on small data.",
    paper = @Paper("Loshchilov & Hutter 2019, ICLR"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record WeightDecay(
    @Real(
            doc = "strength λ",
            def = 0.01,
            max = 10,
            off = 0,
            search = {1e-5, 1e-1},
            log = true)
        double lambda)
    implements ParameterStep {
  /** Refuses a strength outside [0, 10]. */
  public WeightDecay {
    Descriptor.check(WeightDecay.class, lambda);
  }

  @Override
  public void before(Weights weights, double learningRate) {
    weights.flatKernels().values().scaleInPlace(1 - learningRate * lambda);
  }

  @Override
  public boolean movesAfterwards() {
    return false;
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.SQUARES);
  }
}
