package io.ridgeline.regularize.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class McDropoutTest {
  @Test
  void isTheMeanOfItsPassesAndNoOther() {
    Map<Pass, double[][]> byPass = new HashMap<>();
    List<Integer> asked = new ArrayList<>();
    double[] sure = {0.6, 0.75, 0.9};
    try (Scope scope = Scope.open()) {
      double[][] mean =
          new McDropout(3)
              .predict(
                  Tensor.zeros(2, 1, 1, 1),
                  Pass.EVALUATION,
                  (images, pass) -> Objects.requireNonNull(byPass.get(pass)),
                  k -> {
                    asked.add(k);
                    Pass pass = new Pass() {};
                    double p = sure[k - 1];
                    byPass.put(pass, new double[][] {{p, 1 - p}, {0, 1}});
                    return pass;
                  });
      assertEquals(List.of(1, 2, 3), asked);
      // (.6 + .75 + .9) / 3
      assertArrayEquals(new double[] {0.75, 0.25}, mean[0], 1e-15);
      assertArrayEquals(new double[] {0, 1}, mean[1], 1e-15);
    }
  }
}
