package io.ridgeline.study;

import io.ridgeline.metric.TemperatureScaling;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.Map;
import java.util.Optional;

/**
 * A trial's test predictions at the temperature that fits its validation predictions best.
 *
 * @param temperature above 1 where the trial was too sure
 * @param trial the same trial with these predictions, of the test part alone
 */
public record TemperatureScaled(double temperature, TrialRecord trial) {
  /** Empty for a trial without predictions of both parts. */
  public static Optional<TemperatureScaled> of(TrialRecord trial) {
    if (!(trial.predictions().get(Part.VALIDATION) instanceof Predictions validation)
        || !(trial.predictions().get(Part.TEST) instanceof Predictions test)) {
      return Optional.empty();
    }
    double temperature = TemperatureScaling.fit(validation.labels(), validation.probabilities());
    Predictions scaled =
        new Predictions(
            test.examples(),
            test.labels(),
            TemperatureScaling.scaled(test.probabilities(), temperature));
    return Optional.of(
        new TemperatureScaled(
            temperature,
            new TrialRecord(
                trial.spec(),
                trial.outcome(),
                trial.epochs(),
                Map.of(Part.TEST, scaled),
                trial.losses(),
                trial.evidence(),
                trial.parameters(),
                trial.timing())));
  }
}
