package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.metric.CalibrationSlope;
import io.ridgeline.metric.TemperatureScaling;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationResultsTest {
  private static final List<TrialRecord> RECORDS =
      FakeStudy.plan().stream().map(FakeStudy::record).toList();

  private static final StudyResults RESULTS =
      Results.of(FakeStudy.spec(), FakeStudy.cohort(), List.of(FakeStudy.split()), RECORDS);

  private static Calibration calibration(int arm) {
    return requireNonNull(RESULTS.evidence().get(arm).calibration());
  }

  private static Summary summary(Map<String, Summary> summaries, String metric) {
    return requireNonNull(summaries.get(metric));
  }

  private static Predictions predictions(TrialRecord record, Part part) {
    return (Predictions) requireNonNull(record.predictions().get(part));
  }

  @Test
  void everyCompletedTrialHasItsTemperature() {
    List<TrialRecord> own =
        RECORDS.stream()
            .filter(r -> r.completed() && r.spec().arm().name().equals("diverges"))
            .toList();
    Calibration calibration = calibration(2);
    assertEquals(4, calibration.temperature().values().size());
    List<Double> slopes = summary(calibration.predicted(), "calibration-slope").values();
    List<Double> scaled = summary(calibration.scaled(), "calibration-slope").values();
    int defined = 0;
    for (int i = 0; i < 4; i++) {
      Predictions validation = predictions(own.get(i), Part.VALIDATION);
      double temperature = TemperatureScaling.fit(validation.labels(), validation.probabilities());
      assertEquals(temperature, calibration.temperature().values().get(i));
      Predictions test = predictions(own.get(i), Part.TEST);
      double slope = new CalibrationSlope().of(test.labels(), test.probabilities());
      assertEquals(slope, slopes.get(i));
      // log odds are divided by the temperature, so that the slope is multiplied by it
      assertEquals(Double.isNaN(slope), Double.isNaN(scaled.get(i)));
      if (!Double.isNaN(slope)) {
        assertEquals(temperature * slope, scaled.get(i), 1e-6 * Math.abs(temperature * slope));
        defined++;
      }
    }
    assertTrue(defined > 0);
  }

  @Test
  void theErrorIsThatOfTheMetricTable() {
    Summary error = summary(calibration(1).predicted(), "ece");
    assertEquals(RESULTS.arms().get(1).metrics().get("ece"), error);
    Summary scaled = summary(calibration(1).scaled(), "ece");
    assertTrue(scaled.low() >= 0 && scaled.low() < scaled.mean() && scaled.mean() < scaled.high());
    assertEquals(6, scaled.values().size());
  }
}
