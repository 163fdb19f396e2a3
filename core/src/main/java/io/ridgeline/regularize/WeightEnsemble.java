package io.ridgeline.regularize;

/**
 * Leads one training to several sets of weights and predicts with the mean of what they say.
 *
 * <p>It says how the learning rate changes instead of the plan's schedule, and which weights
 * predict beside those at the end of the training.
 */
public non-sealed interface WeightEnsemble extends Regularizer {
  /**
   * The learning rate of a step, as a share of the peak.
   *
   * @param step from 0
   * @param steps steps of the whole training
   */
  double rate(int step, int steps);

  /**
   * Whether the weights after a step are kept; those after the last one predict anyway.
   *
   * @param step from 0
   * @param steps steps of the whole training
   */
  boolean keeps(int step, int steps);
}
