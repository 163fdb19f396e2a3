package io.ridgeline.regularize.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.Steps;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class GradientClippingTest {
  private static Weights withGradients(float[] kernel, float[] bias) {
    Weights w = OneKernel.of(new float[kernel.length]);
    try (Gradients off = Gradients.off()) {
      w.trained().get(0).gradient().copyInPlace(Tensor.of(kernel, kernel.length));
      w.trained().get(1).gradient().copyInPlace(Tensor.of(bias, bias.length));
    }
    return w;
  }

  @Test
  void scalesAllGradientsTogether() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // norm √(4 + 4 + 1) = 3
      Weights w = withGradients(new float[] {2, 2}, new float[] {1, 0});
      assertTrue(new GradientClipping(1.5).transform(w, w.gradientNorm(), Steps.first(1)));
      assertArrayEquals(new float[] {1, 1}, OneKernel.gradient(w), 1e-6f);
      assertEquals(1.5, w.gradientNorm(), 1e-6);
      assertFalse(new GradientClipping(1.6).transform(w, w.gradientNorm(), Steps.first(1)));
    }
  }

  @Test
  void isPyTorchs() {
    JsonNode f = Fixture.read("regularize/operations.json").get("gradientClipping");
    for (String name : new String[] {"above", "below"}) {
      JsonNode part = f.get(name);
      float[] gradients = Fixture.floats(part.get("gradients"));
      int split = gradients.length - 2;
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Weights w =
            withGradients(
                Arrays.copyOf(gradients, split),
                Arrays.copyOfRange(gradients, split, gradients.length));
        assertEquals(part.get("norm").asDouble(), w.gradientNorm(), 1e-5);
        new GradientClipping(f.get("c").asDouble()).transform(w, w.gradientNorm(), Steps.first(1));
        // PyTorch adds 1e-6 to the norm
        assertArrayEquals(
            Arrays.copyOf(Fixture.floats(part.get("clipped")), split),
            OneKernel.gradient(w),
            2e-6f);
      }
    }
  }
}
