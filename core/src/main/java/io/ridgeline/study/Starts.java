package io.ridgeline.study;

import io.ridgeline.trial.TrialRecord;
import java.util.Arrays;

/**
 * How much the end of training depends on where it starts: the training loss at the last epoch,
 * over the completed trials of an arm.
 *
 * <p>A trial counts as stuck if its loss lies more than 3.5 robust standard deviations above the
 * median of the arm's trials, 0.6745·(x − median) / MAD &gt; 3.5 with MAD the median distance from
 * the median (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers), and is also above 1.1
 * times the median. Fewer than four trials cannot tell an outlier.
 *
 * @param trials completed trials
 * @param finalLoss the mean over them
 * @param lossDeviation the standard deviation over seeds within a split, averaged over splits; NaN
 *     with one seed
 * @param stuckAbove the loss above which a trial counts as stuck; NaN with fewer than four trials
 * @param stuck trials above it
 */
public record Starts(
    int trials, double finalLoss, double lossDeviation, double stuckAbove, int stuck) {
  /** Fewer trials cannot tell an outlier. */
  public static final int FEWEST = 4;

  private static final double ROBUST_DEVIATIONS = 3.5;
  private static final double MADS_A_DEVIATION = 1 / 0.6745;
  private static final double TIMES_THE_MEDIAN = 1.1;

  static Starts of(Measured measured, int arm) {
    double[][] losses = new double[measured.splits()][measured.seeds()];
    for (int split = 0; split < losses.length; split++) {
      for (int seed = 0; seed < losses[split].length; seed++) {
        TrialRecord record = measured.record(arm, split, seed);
        losses[split][seed] =
            record == null || !record.completed() || record.epochs().isEmpty()
                ? Double.NaN
                : record.epochs().get(record.epochs().size() - 1).trainLoss();
      }
    }
    double[] all = Means.defined(Arrays.stream(losses).flatMapToDouble(Arrays::stream).toArray());
    double limit = limit(all);
    return new Starts(
        all.length,
        Means.mean(all),
        Means.mean(Arrays.stream(losses).mapToDouble(Means::deviation).toArray()),
        limit,
        (int) Arrays.stream(all).filter(loss -> loss > limit).count());
  }

  private static double limit(double[] losses) {
    if (losses.length < FEWEST) {
      return Double.NaN;
    }
    double median = median(losses);
    double mad = median(Arrays.stream(losses).map(loss -> Math.abs(loss - median)).toArray());
    return Math.max(median + ROBUST_DEVIATIONS * MADS_A_DEVIATION * mad, TIMES_THE_MEDIAN * median);
  }

  private static double median(double[] values) {
    return Convergence.median(Arrays.stream(values).boxed().toList());
  }
}
