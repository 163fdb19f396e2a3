package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.DiceCrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.loss.Maps;
import io.ridgeline.model.DenseModel;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objectives on class maps against PyTorch and SciPy, values and gradients. */
@ExtendWith(NoLeaks.class)
class DenseObjectiveTransformTest {
  private static final Loss LOSS = new DiceCrossEntropy();

  private static void check(String entry, ObjectiveTransform method, double weight, boolean soft) {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        Tensor logits = Maps.tensor(f, "logits").variable();
        Batch batch = new Batch(logits, soft ? Maps.tensor(f, "soft") : Maps.targets(f));
        Tensor zero = Tensor.zeros(1).sum();
        Objective inner = (b, more) -> new Objective.Value(b.images(), zero);
        Model model = DenseModel.identity(logits.shape());
        Objective.Value value = method.begin(model, LOSS).of(batch, inner, Steps.at(3, 8, 1));
        Maps.assertIs(f.get(entry), value.loss().times(1 / weight), logits);
      }
    }
  }

  @Test
  void boundaryRisesToItsWeight() {
    // the fourth of eight steps
    check("boundary", new Boundary(0.3), 0.15, false);
    check("boundary", new Boundary(0.3), 0.15, true);
  }

  @Test
  void centreLineDice() {
    check("clDice", new ClDice(0.25, 2), 0.25, false);
    check("clDiceSoft", new ClDice(0.25, 2), 0.25, true);
  }

  @Test
  void signedDistancesAreSciPys() {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        assertArrayEquals(
            Fixture.floats(f.get("distances")),
            SignedDistance.of(Maps.targets(f)).toArray(),
            1e-6f);
      }
    }
  }

  @Test
  void signedDistancesByHand() {
    try (Scope scope = Scope.open()) {
      // one row: background, two pixels of the region, two of the background
      Tensor row = Tensor.of(new float[] {1, 0, 0, 1, 1, 0, 1, 1, 0, 0}, 1, 2, 1, 5);
      assertArrayEquals(
          new float[] {1, 0, 0, 1, 2}, SignedDistance.of(row).toArray(), "from centre to centre");
      Tensor everywhere = Tensor.of(new float[] {0, 0, 0, 1, 1, 1}, 1, 2, 1, 3);
      assertArrayEquals(new float[] {0, 0, 0}, SignedDistance.of(everywhere).toArray());
    }
  }

  @Test
  void aSkeletonIsTheMiddleOfABar() {
    try (Scope scope = Scope.open()) {
      // three rows of ones in a field of 7 × 9
      float[] bar = new float[63];
      float[] middle = new float[63];
      for (int x = 1; x < 8; x++) {
        for (int y = 2; y < 5; y++) {
          bar[9 * y + x] = 1;
        }
        middle[9 * 3 + x] = x == 1 || x == 7 ? 0 : 1;
      }
      // an erosion leaves the middle row but for its ends, and nothing of it survives an opening;
      // what the first opening takes from the bar itself are its corners, not restored: none here
      assertArrayEquals(middle, SoftSkeleton.of(Tensor.of(bar, 1, 1, 7, 9), 2).toArray(), 0f);
    }
  }

  @Test
  void distillationIsAMeanOverPixels() {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        Tensor logits = Maps.tensor(f, "logits").variable();
        Tensor taught = LOSS.logProbabilities(Maps.tensor(f, "teacher").times(0.5));
        Tensor apart = Divergence.of(taught, LOSS.logProbabilities(logits.times(0.5)));
        Maps.assertIs(f.get("selfDistillation"), apart.times(4), logits);
      }
    }
  }

  @Test
  void offIsOff() {
    assertEquals(true, new Boundary(0).isOff());
    assertEquals(true, new ClDice(0, 3).isOff());
  }
}
