package io.ridgeline.regularize.ensemble;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.WeightEnsemble;

/**
 * Cosine cycles of the learning rate; the mean of the class probabilities at the ends of the last
 * ones.
 *
 * <p>Of S steps, cycle c of M (from 0) takes those from ⌊cS/M⌋ to ⌊(c+1)S/M⌋: the paper's cycles
 * where M divides S, and no shorter last one where it does not.
 */
@Method(
    name = "snapshot-ensemble",
    summary =
        "Restarts the learning rate in cycles and averages the predictions at the ends of the last cycles.",
    formula =
        "η ½(1 + cos(π i/n)) at step i of a cycle of n; p = mean of p_θ over the ends θ of the last m"
            + " of M cycles",
    when =
        "Long trainings whose cycles are long enough to come to rest, of ten epochs or more. It takes"
            + " the place of the planned schedule, and prediction takes m times as long.",
    paper = @Paper("Huang et al. 2017, ICLR"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.SEVERAL_PREDICTIONS)
public record SnapshotEnsemble(
    @Count(
            doc = "cycles M of the learning rate",
            def = 5,
            min = 1,
            max = 1000,
            off = 1,
            search = {3, 5})
        int cycles,
    @Count(doc = "number m of the last cycles whose ends predict", def = 3, min = 1, max = 1000)
        int keep)
    implements WeightEnsemble {
  /** Refuses values out of range. */
  public SnapshotEnsemble {
    Descriptor.check(SnapshotEnsemble.class, cycles, keep);
  }

  /** The cycle that a step is in. */
  private int cycle(int step, int steps) {
    return (int) (((step + 1L) * cycles - 1) / steps);
  }

  private int firstStep(int cycle, int steps) {
    return (int) ((long) cycle * steps / cycles);
  }

  @Override
  public double rate(int step, int steps) {
    int cycle = cycle(step, steps);
    int first = firstStep(cycle, steps);
    double share = (step - first) / (double) (firstStep(cycle + 1, steps) - first);
    return 0.5 * (1 + StrictMath.cos(Math.PI * share));
  }

  @Override
  public boolean keeps(int step, int steps) {
    int cycle = cycle(step, steps);
    boolean ends = step + 1 == firstStep(cycle + 1, steps);
    return ends && cycle >= cycles - keep && cycle < cycles - 1;
  }
}
