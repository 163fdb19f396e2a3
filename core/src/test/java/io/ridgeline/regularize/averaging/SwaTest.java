package io.ridgeline.regularize.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.OneKernel;
import io.ridgeline.regularize.Steps;
import io.ridgeline.regularize.WeightAveraging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SwaTest {
  @Test
  void isTheMeanOfTheEndsOfTheLateEpochs() {
    try (Scope scope = Scope.open()) {
      Weights w = OneKernel.of(0, 0);
      WeightAveraging.Run run = new Swa(0.5).begin(w);
      // 6 epochs of 10 steps: the ends of epochs 4, 5 and 6 come after half of the training
      for (int step = 0; step < 60; step++) {
        try (Gradients off = Gradients.off()) {
          w.flatKernels().values().fillInPlace(step);
        }
        run.add(w, Steps.at(step, 60, 1));
        if (step == 29) {
          assertTrue(run.average().isEmpty(), "half of the training is not after half of it");
        }
      }
      float mean = (39 + 49 + 59) / 3f;
      assertArrayEquals(new float[] {mean, mean}, run.average().get(0).toArray(), 1e-5f);
    }
  }
}
