package io.ridgeline.regularize.step;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.StepWrapper;
import java.util.List;

/**
 * Slow weights that go a part of the way to the optimizer's every k steps, and take it back there.
 *
 * <p>The slow weights are what the last meeting left after proximal steps and projections. The last
 * step of a training always meets them, so that they are what is left; an epoch that ends between
 * two meetings is validated with the fast weights. The optimizer keeps its momentum.
 */
@Method(
    name = "lookahead",
    summary = "Every few steps, goes only a part of the way that the optimizer went.",
    formula = "every k steps: slow ← slow + α (fast − slow); fast ← slow",
    when = "Training is unsteady, or the learning rate is hard to choose.",
    paper = @Paper("Zhang et al. 2019, NeurIPS 32"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record Lookahead(
    @Count(
            doc = "steps k between the meetings",
            def = 5,
            min = 1,
            max = 10_000,
            search = {5, 10})
        int every,
    @Real(
            doc = "share α of the way",
            def = 0.5,
            max = 1,
            minExclusive = true,
            off = 1,
            search = {0.5, 0.8})
        double share)
    implements StepWrapper {
  /** Refuses values out of range. */
  public Lookahead {
    Descriptor.check(Lookahead.class, every, share);
  }

  /** Outside what gives layers rates of their own: all of them go back to the slow weights. */
  @Override
  public int place() {
    return 1;
  }

  @Override
  public Run begin(Weights weights) {
    List<Tensor> slow = weights.trained().stream().map(b -> b.values().copy()).toList();
    class Meetings implements Run, Stateful {
      @Override
      public void step(Runnable inner, StepContext step) {
        if (step.step() % every == 0) {
          for (int i = 0; i < slow.size(); i++) {
            slow.get(i).copyInPlace(weights.trained().get(i).values());
          }
        }
        inner.run();
        int done = step.step() + 1;
        if (done % every == 0 || done == step.steps()) {
          for (int i = 0; i < slow.size(); i++) {
            Tensor fast = weights.trained().get(i).values();
            fast.copyInPlace(slow.get(i).moveInPlace(fast, share));
          }
        }
      }

      @Override
      public void tell(State state) {
        state.tensors("slow", slow);
      }
    }
    return new Meetings();
  }
}
