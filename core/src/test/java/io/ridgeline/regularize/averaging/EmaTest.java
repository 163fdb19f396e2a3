package io.ridgeline.regularize.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.Steps;
import io.ridgeline.regularize.WeightAveraging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class EmaTest {
  private static void set(Weights w, float... kernel) {
    try (Gradients off = Gradients.off()) {
      w.flatKernels().values().copyInPlace(Tensor.of(kernel, kernel.length));
    }
  }

  @Test
  void weighsTheVisitedWeightsAndForgetsTheInitialOnes() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(100, 100);
      WeightAveraging.Run run = new Ema(0.5).begin(w);
      set(w, 1, 0);
      run.add(w, Steps.first(1));
      assertArrayEquals(new float[] {1, 0}, run.average().get(0).toArray(), 1e-6f);
      set(w, 4, 3);
      run.add(w, Steps.first(1));
      // (½·1 + 1·4) / (½ + 1)
      assertArrayEquals(new float[] {3, 2}, run.average().get(0).toArray(), 1e-6f);
    }
  }

  @Test
  void isPyTorchsAverageWithoutTheShareOfTheInitialWeights() {
    JsonNode f = Fixture.read("regularize/operations.json").get("averaging");
    double decay = f.get("decay").asDouble();
    float[] initial = Fixture.floats(f.get("initial"));
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(initial);
      WeightAveraging.Run run = new Ema(decay).begin(w);
      for (int t = 1; t <= f.get("weights").size(); t++) {
        set(w, Fixture.floats(f.get("weights").get(t - 1)));
        run.add(w, Steps.first(1));
        float[] expected = Fixture.floats(f.get("averages").get(t - 1));
        double left = Math.pow(decay, t);
        for (int i = 0; i < expected.length; i++) {
          expected[i] = (float) ((expected[i] - left * initial[i]) / (1 - left));
        }
        assertArrayEquals(expected, run.average().get(0).toArray(), 1e-5f, "step " + t);
      }
    }
  }
}
