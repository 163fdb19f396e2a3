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
 * The mean of the weights at the ends of the late epochs.
 *
 * <p>Before the first of them the trained weights predict. Running statistics are measured anew for
 * the mean: on the whole training part at the end, on a sample of it after each epoch.
 */
@Method(
    name = "swa",
    summary = "Predicts with the mean of the weights of the last epochs.",
    formula = "θ̄ = mean of θ at the ends of the epochs after a share s of the training",
    when =
        "A learning rate that stays high to the end (constant or step): then the mean lies in a"
            + " flatter place than any of its parts. After one-cycle there is little to average.",
    paper = @Paper("Izmailov et al. 2018, UAI"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record Swa(
    @Real(
            doc = "share s of the training before the first epoch that counts",
            def = 0.7,
            max = 1,
            off = 1,
            search = {0.6, 0.8})
        double start)
    implements WeightAveraging {
  /** Refuses a share outside [0, 1]. */
  public Swa {
    Descriptor.check(Swa.class, start);
  }

  @Override
  public boolean remeasuresStatistics() {
    return true;
  }

  @Override
  public Run begin(Weights weights) {
    List<Tensor> mean = weights.snapshot();
    int[] epochs = {0};
    class Averaging implements Run, Stateful {
      @Override
      public void add(Weights now, StepContext step) {
        int done = step.step() + 1;
        if (done % step.stepsPerEpoch() == 0 && done > start * step.steps()) {
          epochs[0]++;
          for (int i = 0; i < mean.size(); i++) {
            mean.get(i).moveInPlace(now.state().get(i), 1.0 / epochs[0]);
          }
        }
      }

      @Override
      public List<Tensor> average() {
        return epochs[0] == 0 ? List.of() : mean;
      }

      @Override
      public void tell(State state) {
        state.tensors("mean", mean);
        state.numbers("epochs", epochs);
      }
    }
    return new Averaging();
  }
}
