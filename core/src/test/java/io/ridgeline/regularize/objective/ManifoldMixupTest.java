package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.Steps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ManifoldMixupTest {
  private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  @Test
  void blendsTargetsAsActivationsAtOneSiteOfEveryStep() {
    int steps = 2000;
    Map<String, Integer> chosen = new LinkedHashMap<>();
    Model model = new ResNet(4, List.of(1, 1)).build(new Shape(1, 8, 8), 2);
    ObjectiveTransform.Run run = new ManifoldMixup(1).begin(model, new CrossEntropy());
    double[] squares = {0};
    int[] shared = {0};
    for (int seed = 0; seed < steps; seed++) {
      try (Scope scope = Scope.open()) {
        // row i is one-hot at i, in the activations of every site as in the targets
        Tensor rows = Tensor.of(IDENTITY, 3, 3);
        Objective inner =
            (batch, more) -> {
              float[] targets = batch.targets().toArray();
              for (Site site : model.sites()) {
                float[] seen = more.at(site, rows.reshape(3, 3, 1, 1)).toArray();
                boolean touched = more.at(site, rows) != rows;
                if (touched) {
                  chosen.merge(site.name(), 1, Integer::sum);
                  assertArrayEquals(targets, seen);
                } else {
                  assertArrayEquals(IDENTITY, seen);
                }
              }
              if (targets[0] < 1) {
                squares[0] += (targets[0] - 0.5) * (targets[0] - 0.5);
                shared[0]++;
              }
              return new Objective.Value(rows, rows.sum());
            };
        run.of(new Batch(rows, rows), inner, Steps.at(seed, steps, seed));
      }
    }
    assertEquals(
        model.sites().stream()
            .filter(site -> site.kind() != Site.Kind.BRANCH)
            .map(Site::name)
            .collect(Collectors.toSet()),
        chosen.keySet());
    assertEquals(steps, chosen.values().stream().mapToInt(n -> n).sum(), "one site a step");
    chosen.forEach(
        (site, n) -> assertEquals(0.25, (double) n / steps, 5 * Math.sqrt(0.1875 / steps)));
    // Beta(1, 1) is uniform: variance 1/12, and of the squared deviation 1/180
    assertEquals(1 / 12.0, squares[0] / shared[0], 5 * Math.sqrt(1 / 180.0 / shared[0]));
  }

  @Test
  void theBlendIsDifferentiable() {
    try (Scope scope = Scope.open()) {
      Model model = new ResNet(4, List.of(1)).build(new Shape(1, 8, 8), 2);
      Tensor rows = Tensor.of(IDENTITY, 3, 3).variable();
      Objective inner =
          (batch, more) -> {
            Tensor now = rows;
            for (Site site : model.sites()) {
              now = more.at(site, now);
            }
            return new Objective.Value(now, now.narrow(0, 0, 1).sum());
          };
      Objective.Value value =
          new ManifoldMixup(1)
              .begin(model, new CrossEntropy())
              .of(new Batch(rows.detach(), rows.detach()), inner, Steps.first(3));
      // the first row is λ of itself and 1 − λ of its partner: so is its gradient, in each column
      float[] shares = value.logits().narrow(0, 0, 1).toArray();
      float[] gradient = value.loss().gradient(rows, false).toArray();
      assertTrue(shares[0] > 0.01 && shares[0] < 0.99, "seed 3 mixes the first row");
      for (int i = 0; i < 9; i++) {
        assertEquals(shares[i / 3], gradient[i], 1e-6);
      }
    }
  }
}
