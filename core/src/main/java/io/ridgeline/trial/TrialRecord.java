package io.ridgeline.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one trial; holds only what the specification determines, times apart.
 *
 * @param spec what was run
 * @param outcome how it ended
 * @param epochs what was measured each epoch; of a trial that did not complete, up to its end
 * @param predictions of the evaluated weights, or how good they are, by part; empty unless
 *     completed
 * @param losses mean data loss of the evaluated weights, by part; empty unless completed
 * @param evidence by method name, one line that proves the method acted; under {@code start}, what
 *     was taken of the weights that the training started from
 * @param parameters trainable values in the model
 * @param timing wall times; never part of results that are compared
 */
public record TrialRecord(
    TrialSpec spec,
    TrialOutcome outcome,
    List<EpochRecord> epochs,
    Map<Part, PartResult> predictions,
    Map<Part, Double> losses,
    Map<String, String> evidence,
    long parameters,
    Timing timing) {

  /**
   * Wall times of a trial.
   *
   * @param seconds the whole trial
   * @param stepSeconds median time of a training step
   */
  public record Timing(double seconds, double stepSeconds) {}

  /** What was measured at the epoch whose weights were evaluated; empty unless completed. */
  public Optional<EpochRecord> evaluated() {
    return outcome instanceof TrialOutcome.Completed end
        ? epochs.stream().filter(e -> e.epoch() == end.evaluatedEpoch()).findFirst()
        : Optional.empty();
  }

  /** Whether it completed. */
  public boolean completed() {
    return outcome instanceof TrialOutcome.Completed;
  }
}
