package io.ridgeline.study;

import io.ridgeline.statistics.PairedBootstrap;
import java.util.Optional;

/**
 * What the trials of a study said of its one test part, in the form in which its task is judged.
 */
sealed interface TestSet permits TestScores, TestCases, TestDetections {
  /** Draws of patients for every metric of the task. */
  int DRAWS = 2000;

  /** Every metric of every trial on draws of the test patients. */
  PairedBootstrap bootstrap();

  /** The metric whose mean over examples the data loss is; empty if there is none. */
  Optional<String> loss();

  /** What a second test says of a difference in a metric, in words. */
  Optional<String> second(int arm, int baseline, String metric);
}
