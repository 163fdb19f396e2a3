package io.ridgeline.regularize.weight;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.WeightTransform;

/** Sets weights to zero at random at each use while training and scales the rest up. */
@Method(
    name = "drop-connect",
    summary = "Sets weights to zero at random while training and scales the rest up.",
    formula = "w·m/(1−p), m ~ Bernoulli(1−p) for each weight and training pass",
    when = "Instead of dropout, in networks with large linear layers.",
    paper = @Paper("Wan et al. 2013, ICML"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record DropConnect(
    @Real(
            doc = "probability p of a zero",
            def = 0.2,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.5})
        double rate)
    implements WeightTransform, Memoryless {
  /** Refuses a probability outside [0, 1). */
  public DropConnect {
    Descriptor.check(DropConnect.class, rate);
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
    double keep = 1 - rate;
    return (kernel, values, step) ->
        values.times(step.noise().uniform(kernel.shape()).below(keep).times(1 / keep));
  }
}
