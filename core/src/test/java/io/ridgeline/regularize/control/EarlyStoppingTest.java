package io.ridgeline.regularize.control;

import static io.ridgeline.regularize.TrainingControl.Decision.CONTINUE;
import static io.ridgeline.regularize.TrainingControl.Decision.KEEP;
import static io.ridgeline.regularize.TrainingControl.Decision.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.trial.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static EpochRecord epoch(int number, double loss, double metric) {
    return new EpochRecord(number, 0, 0, 0, loss, metric, 0, 0, 0);
  }

  private static List<TrainingControl.Decision> decisions(
      EarlyStopping method, boolean higherIsBetter, double... values) {
    TrainingControl.Run run = method.begin(higherIsBetter);
    List<TrainingControl.Decision> decisions = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      decisions.add(run.after(epoch(i + 1, values[i], values[i])));
    }
    return decisions;
  }

  @Test
  void keepsTheBestAndStopsWhenPatienceIsOut() {
    assertEquals(
        List.of(KEEP, KEEP, CONTINUE, KEEP, CONTINUE, STOP),
        decisions(new EarlyStopping(2, "metric"), true, .6, .7, .65, .8, .8, .7));
  }

  @Test
  void watchesTheLossAndLowMetricsDownwards() {
    assertEquals(
        List.of(KEEP, KEEP, STOP), decisions(new EarlyStopping(1, "loss"), true, .6, .5, .55));
    assertEquals(
        List.of(KEEP, KEEP, STOP), decisions(new EarlyStopping(1, "metric"), false, .6, .5, .55));
  }

  @Test
  void anUndefinedMetricIsNeverBetter() {
    assertEquals(
        List.of(CONTINUE, KEEP, CONTINUE, STOP),
        decisions(new EarlyStopping(2, "metric"), true, Double.NaN, .5, Double.NaN, .5));
  }
}
