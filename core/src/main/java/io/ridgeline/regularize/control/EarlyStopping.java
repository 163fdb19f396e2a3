package io.ridgeline.regularize.control;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.trial.EpochRecord;

/**
 * Keeps the epoch with the best validation value and stops when none better comes for a while.
 *
 * <p>It watches the loss unless told otherwise: on a small validation part a metric moves in coarse
 * steps, and its maximum over many epochs flatters the arm when arms are chosen by that metric.
 */
@Method(
    name = "early-stopping",
    summary = "Keeps the best epoch on validation and stops when none better comes.",
    formula = "stop after n epochs without a better validation value; restore the best",
    when = "Long trainings that start to overfit, with a validation part large enough to trust.",
    paper = @Paper("Prechelt 1998, Neural Networks: Tricks of the Trade"),
    cost = Cost.SAVES_EPOCHS)
public record EarlyStopping(
    @Count(
            doc = "epochs n without a better value",
            def = 10,
            max = 100_000,
            off = 0,
            search = {5, 30})
        int patience,
    @Choice(
            doc = "what is watched: the loss, or the study's metric",
            def = "loss",
            options = {"loss", "metric"})
        String monitor)
    implements TrainingControl {
  /** Refuses values out of range. */
  public EarlyStopping {
    Descriptor.check(EarlyStopping.class, patience, monitor);
  }

  @Override
  public Run begin(boolean higherIsBetter) {
    if (patience == 0) {
      return epoch -> Decision.CONTINUE;
    }
    double[] best = {Double.NEGATIVE_INFINITY};
    int[] bestEpoch = {0};
    class Watch implements Run, Stateful {
      @Override
      public Decision after(EpochRecord epoch) {
        double value = value(epoch, higherIsBetter);
        if (value > best[0]) {
          best[0] = value;
          bestEpoch[0] = epoch.epoch();
          return Decision.KEEP;
        }
        return epoch.epoch() - bestEpoch[0] >= patience ? Decision.STOP : Decision.CONTINUE;
      }

      @Override
      public void tell(State state) {
        state.numbers("best", best);
        state.numbers("bestEpoch", bestEpoch);
      }
    }
    return new Watch();
  }

  private double value(EpochRecord epoch, boolean higherIsBetter) {
    if (monitor.equals("loss")) {
      return -epoch.validationLoss();
    }
    return higherIsBetter ? epoch.validationMetric() : -epoch.validationMetric();
  }
}
