package io.ridgeline.regularize.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.ParameterStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class GroupLassoTest {
  private static void check(ParameterStep method, double rate, float[] before, float... after) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Weights w = OneKernel.of(before);
      method.after(w, rate);
      assertArrayEquals(after, OneKernel.kernel(w), 1e-6f);
      assertArrayEquals(new float[] {1, 1, 0, 0}, OneKernel.bias(w), "biases are left alone");
    }
  }

  @Test
  void aUnitIsShortenedByTheRateTimesTheStrengthTimesTheRootOfItsWeights() {
    // .2 · .5 · √4 = .2 from norms 2 and .1, which leaves 1.8/2 of the one and nothing of the other
    check(
        new GroupLasso(0.5),
        0.2,
        new float[] {1, -1, 1, 1, 0.06f, 0, -0.08f, 0},
        0.9f,
        -0.9f,
        0.9f,
        0.9f,
        0,
        0,
        0,
        0);
  }

  @Test
  void aUnitThatIsZeroStaysSoEvenAtARateOfZero() {
    for (double rate : new double[] {0, 1e-40, 0.1}) {
      check(new GroupLasso(1e-9), rate, new float[] {0, 0, 3, 4}, 0, 0, 3, 4);
    }
  }

  @Test
  void sparseGroupLassoThresholdsFirst() {
    // threshold .5 · .2 · .5 = .05: (.4, −.3), 0; then .5 · .2 · .5 · √2 = .0707 from norm .5
    float left = (float) (1 - 0.05 * Math.sqrt(2) / 0.5);
    check(
        new SparseGroupLasso(0.5, 0.5),
        0.2,
        new float[] {0.45f, -0.35f, 0.05f, -0.04f},
        0.4f * left,
        -0.3f * left,
        0,
        0);
  }

  @Test
  void sparseGroupLassoHasItsPartsAsItsLimits() {
    float[] kernel = {0.5f, -0.02f, 0.3f, 0.4f, 0.01f, -0.02f};
    for (double alpha : new double[] {0, 1}) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Weights part = OneKernel.of(kernel);
        (alpha == 0 ? new GroupLasso(0.3) : new ProximalL1(0.3)).after(part, 0.1);
        check(new SparseGroupLasso(0.3, alpha), 0.1, kernel, OneKernel.kernel(part));
      }
    }
  }

  @Test
  void bothFindTheMinimumThatAGeneralMinimizerFinds() {
    JsonNode all = Fixture.read("regularize/weights.json");
    for (String name : new String[] {"groupLasso", "sparseGroupLasso"}) {
      JsonNode f = all.get(name);
      float[] kernel = Fixture.floats(f.get("kernel"));
      double strength = f.get("strength").asDouble();
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        int units = f.get("kernel").size();
        Weights w = OneKernel.shaped(kernel, units, kernel.length / units);
        ParameterStep method =
            name.equals("groupLasso")
                ? new GroupLasso(strength)
                : new SparseGroupLasso(strength, f.get("alpha").asDouble());
        method.after(w, f.get("rate").asDouble());
        // the minimizer stops at some 1e-6
        assertArrayEquals(Fixture.floats(f.get("minimum")), OneKernel.kernel(w), 1e-5f, name);
      }
    }
  }
}
