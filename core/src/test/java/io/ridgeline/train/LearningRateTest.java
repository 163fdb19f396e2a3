package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static final JsonNode FIXTURE = Fixture.read("train/learning-rates.json");

  private static void check(String name, LearningRate schedule, int stepsPerEpoch) {
    double[] rates = Fixture.doubles(FIXTURE.get(name).get("rates"));
    for (int step = 0; step < rates.length; step++) {
      assertEquals(
          rates[step], 0.1 * schedule.at(step, stepsPerEpoch, rates.length), 1e-9, "step " + step);
    }
  }

  @Test
  void oneCycleIsPyTorchs() {
    check("oneCycle", new LearningRate.OneCycle(0.3), 5);
  }

  @Test
  void cosineWithoutWarmUpIsPyTorchs() {
    check("cosine", new LearningRate.Cosine(0), 5);
  }

  @Test
  void stepIsPyTorchs() {
    check("step", new LearningRate.Steps(0.1, 7), 1);
  }

  @Test
  void theWarmUpOfCosineRisesEvenly() {
    LearningRate schedule = new LearningRate.Cosine(0.2);
    assertEquals(0.25, schedule.at(0, 5, 20));
    assertEquals(1, schedule.at(3, 5, 20));
    assertEquals(1, schedule.at(4, 5, 20));
    // half way down the remaining 16 steps
    assertEquals(0.5, schedule.at(12, 5, 20), 1e-12);
  }
}
