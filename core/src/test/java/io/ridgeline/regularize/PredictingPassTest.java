package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PredictingPassTest {
  /** Predicts with the given kernel plus the one that it was begun with. */
  private static WeightTransform.Run beside(Weights weights) {
    return new WeightTransform.Run() {
      @Override
      public Tensor use(Weight kernel, Tensor values, StepContext step) {
        throw new AssertionError("acts in training only");
      }

      @Override
      public Tensor predict(Weight kernel, Tensor values) {
        return weights.kernels().contains(kernel) ? values.plus(kernel.tensor()) : values;
      }
    };
  }

  @Test
  void aCopysKernelsAreTransformedAsTheModelsOwn() {
    try (Scope scope = Scope.open()) {
      Weights own = OneKernel.of(1, 2, 3, 4);
      Weights copy = OneKernel.of(10, 20, 30, 40);
      PredictingPass pass = new PredictingPass(own, List.of(beside(own)));
      assertArrayEquals(new float[] {2, 4, 6, 8}, pass.kernel(own.kernels().get(0)).toArray());
      assertArrayEquals(new float[] {11, 22, 33, 44}, pass.kernel(copy.kernels().get(0)).toArray());
    }
  }
}
