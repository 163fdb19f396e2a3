package io.ridgeline.study;

import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import java.util.Optional;

/** How sure the numbers of a study are, which depends on how its data were split. */
sealed interface Design permits OneSplit, ManySplits {
  /** A metric of an arm on test, with its 95 % interval. */
  Interval mean(int arm, String metric);

  /** The generalization gap of an arm, with its 95 % interval. */
  Interval gap(int arm, String metric);

  /** An arm's gap minus the baseline's, over the trials that completed in both. */
  PairedComparison gapDifference(int arm, int baseline, String metric);

  /** An arm minus the baseline, over the trials that completed in both. */
  PairedComparison difference(int arm, int baseline, String metric);

  /** How probable it is that the arm is worse, equal, better; empty for a single split. */
  Optional<CorrelatedT> posterior(int arm, int baseline, String metric);
}
