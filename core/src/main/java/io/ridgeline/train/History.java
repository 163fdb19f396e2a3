package io.ridgeline.train;

import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialOutcome;
import java.util.List;
import java.util.Map;

/**
 * What came of fitting a model.
 *
 * @param outcome how it ended
 * @param epochs what was measured after each epoch
 * @param evidence by method, one line that proves it acted; under {@code start}, what was taken of
 *     the weights that the fit started from
 * @param parameters trainable values
 * @param stepSeconds median seconds of a step
 */
public record History(
    TrialOutcome outcome,
    List<EpochRecord> epochs,
    Map<String, String> evidence,
    long parameters,
    double stepSeconds) {}
