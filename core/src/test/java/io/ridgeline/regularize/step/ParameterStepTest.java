package io.ridgeline.regularize.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ParameterStepTest {
  @Test
  void weightDecayShrinksByTheRateTimesItsStrength() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(1, -2, 0, 0.5f);
      new WeightDecay(0.5).before(w, 0.2);
      // · (1 − .2 · .5)
      assertArrayEquals(new float[] {0.9f, -1.8f, 0, 0.45f}, OneKernel.kernel(w), 1e-7f);
      assertArrayEquals(new float[] {1, 1, 0, 0}, OneKernel.bias(w));
    }
  }

  @Test
  void proximalL1ThresholdsAtTheRateTimesItsStrength() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(1, -2, 0.05f, -0.1f);
      new ProximalL1(0.5).after(w, 0.2);
      // towards zero by .1, and exactly zero within it
      assertArrayEquals(new float[] {0.9f, -1.9f, 0, 0}, OneKernel.kernel(w), 1e-7f);
    }
  }

  @Test
  void proximalL1IsPyTorchsSoftThreshold() {
    JsonNode f = Fixture.read("regularize/operations.json").get("softThreshold");
    float[] values = Fixture.floats(f.get("w"));
    float[] even = java.util.Arrays.copyOf(values, values.length + values.length % 2);
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(even);
      new ProximalL1(f.get("threshold").asDouble()).after(w, 1);
      assertArrayEquals(
          Fixture.floats(f.get("result")),
          java.util.Arrays.copyOf(OneKernel.kernel(w), values.length),
          1e-7f);
    }
  }
}
