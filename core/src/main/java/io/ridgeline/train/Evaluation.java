package io.ridgeline.train;

import io.ridgeline.engine.Functions;
import io.ridgeline.model.Pass;
import io.ridgeline.trial.PartResult;

/**
 * What a model says of some examples, without noise.
 *
 * @param result in the form in which it is judged
 * @param loss mean data loss; NaN without examples
 */
record Evaluation(PartResult result, double loss) {
  /** A pass that moves running statistics towards those of its batch by a share. */
  static Pass measuring(double share) {
    Functions.Statistics measured = new Functions.Statistics(true, share);
    return new Pass() {
      @Override
      public Functions.Statistics statistics() {
        return measured;
      }
    };
  }
}
