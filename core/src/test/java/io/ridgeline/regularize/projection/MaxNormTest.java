package io.ridgeline.regularize.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class MaxNormTest {
  @Test
  void scalesOnlyUnitsAboveTheLimit() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // norms 5 and 1
      Weights w = OneKernel.of(3, 4, 0.6f, 0.8f);
      assertTrue(new MaxNorm(2).project(w));
      assertArrayEquals(new float[] {1.2f, 1.6f, 0.6f, 0.8f}, OneKernel.kernel(w), 1e-6f);
      assertFalse(new MaxNorm(2.001).project(w));
    }
  }

  @Test
  void aUnitWithoutWeightsStaysAsItIs() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(0, 0, 3, 4);
      assertTrue(new MaxNorm(1).project(w));
      assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, OneKernel.kernel(w), 1e-6f);
    }
  }

  @Test
  void theSmallestLimitLeavesNothing() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(0, 0, 3, 4);
      assertTrue(new MaxNorm(Double.MIN_VALUE).project(w));
      assertArrayEquals(new float[4], OneKernel.kernel(w));
    }
  }

  @Test
  void isPyTorchsRenormOnConvolutionsToo() {
    JsonNode f = Fixture.read("regularize/operations.json").get("maxNorm");
    JsonNode convolution = f.get("convolution");
    float[] kernel = Fixture.floats(convolution.get("kernel"));
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = new Weights();
      int units = convolution.get("kernel").size();
      w.declare("k", Weight.Role.KERNEL, Initializer.constant(0), units, kernel.length / units);
      w.initialize(new Generator(0));
      w.flatKernels().values().copyInPlace(Tensor.of(kernel, kernel.length));
      new MaxNorm(f.get("c").asDouble()).project(w);
      // renorm divides by the norm plus 1e-7
      assertArrayEquals(
          Fixture.floats(convolution.get("projected")), w.flatKernels().values().toArray(), 1e-6f);
    }
  }
}
