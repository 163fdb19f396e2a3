package io.ridgeline.bench;

import io.ridgeline.statistics.PairedComparison;

/** A model that studies are drawn from, compared by the code that compares real ones. */
interface SimulatedDesign {
  /** What it is, for a row of a table. */
  String words();

  /**
   * One study.
   *
   * @param seed of everything that is drawn
   * @param effect on the first arm; 0: all arms are truly equal to the baseline
   * @param arms besides the baseline
   * @return the test AUROC of each arm against the baseline's
   */
  PairedComparison[] study(long seed, double effect, int arms);
}
