package io.ridgeline.regularize.weight;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.WeightTransform;

/** Adds Gaussian noise to weights at each use while training. */
@Method(
    name = "weight-noise",
    summary = "Adds Gaussian noise to weights while training.",
    formula = "w + ε, ε ~ N(0, σ²) for each weight and training pass",
    when = "Solutions are wanted that do not hang on the exact weights.",
    paper = @Paper("Graves 2011, NeurIPS 24"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record WeightNoise(
    @Real(
            doc = "standard deviation σ, in the units of the weights",
            def = 0.01,
            max = 10,
            off = 0,
            search = {1e-3, 1e-1},
            log = true)
        double deviation)
    implements WeightTransform, Memoryless {
  /** Refuses a deviation outside [0, 10]. */
  public WeightNoise {
    Descriptor.check(WeightNoise.class, deviation);
  }

  /** After what holds at prediction too: that is not to follow noise. */
  @Override
  public int place() {
    return 2;
  }

  @Override
  public boolean isNoisy() {
    return true;
  }

  @Override
  public Run begin(Weights weights) {
    return (kernel, values, step) ->
        values.plus(step.noise().normal(kernel.shape()).times(deviation));
  }
}
