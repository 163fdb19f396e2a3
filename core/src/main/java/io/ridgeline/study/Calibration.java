package io.ridgeline.study;

import io.ridgeline.statistics.Interval;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the probabilities of an arm mean what they say on test, as predicted and after
 * temperature scaling on validation.
 *
 * @param predicted {@code ece}, {@code calibration-slope} and {@code calibration-intercept}, with
 *     intervals
 * @param temperature that was fitted on each trial's validation part; without an interval
 * @param scaled the same metrics at these temperatures
 */
public record Calibration(
    Map<String, Summary> predicted, Summary temperature, Map<String, Summary> scaled) {
  static final List<String> METRICS = List.of("ece", "calibration-slope", "calibration-intercept");

  /** One an arm; the intervals are those of the study's design. */
  static List<Calibration> of(StudyData data) {
    Map<TrialRecord, Double> temperatures = new LinkedHashMap<>();
    List<TrialRecord> scaled = new ArrayList<>();
    for (TrialRecord record : data.records()) {
      Optional<TemperatureScaled> at = TemperatureScaled.of(record);
      at.ifPresent(t -> temperatures.put(record, t.temperature()));
      scaled.add(at.map(TemperatureScaled::trial).orElse(record));
    }
    Measured asPredicted = data.measured(METRICS);
    Measured atTemperature = data.with(scaled).measured(METRICS);
    Design before = data.design(asPredicted);
    Design after = data.with(scaled).design(atTemperature);
    List<Calibration> calibrations = new ArrayList<>();
    for (int arm = 0; arm < data.spec().arms().size(); arm++) {
      double[] fitted =
          asPredicted.records(arm).stream()
              .filter(TrialRecord::completed)
              .mapToDouble(record -> temperatures.getOrDefault(record, Double.NaN))
              .toArray();
      calibrations.add(
          new Calibration(
              summaries(before, asPredicted, arm),
              new Summary(
                  Means.mean(fitted),
                  Double.NaN,
                  Double.NaN,
                  Arrays.stream(fitted).boxed().toList()),
              summaries(after, atTemperature, arm)));
    }
    return calibrations;
  }

  private static Map<String, Summary> summaries(Design design, Measured measured, int arm) {
    Map<String, Summary> summaries = new LinkedHashMap<>();
    for (String metric : METRICS) {
      Interval interval = design.mean(arm, metric);
      summaries.put(
          metric,
          new Summary(
              interval.mean(),
              interval.low(),
              interval.high(),
              measured.listed(measured.values(Part.TEST, metric, arm), arm)));
    }
    return summaries;
  }
}
