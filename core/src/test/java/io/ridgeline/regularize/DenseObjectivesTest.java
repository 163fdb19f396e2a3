package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Dice;
import io.ridgeline.loss.DiceCrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.loss.Maps;
import io.ridgeline.model.DenseModel;
import io.ridgeline.regularize.loss.ClassBalance;
import io.ridgeline.regularize.loss.Focal;
import io.ridgeline.regularize.target.LabelSmoothing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Methods that change the losses of single examples act on pixels, as PyTorch reckons it. */
@ExtendWith(NoLeaks.class)
class DenseObjectivesTest {
  private final Evidence evidence =
      new Evidence(List.of("focal", "class-balance", "confidence-penalty"));

  /** The objective of a model that gives the images themselves as its logits. */
  private Tensor value(
      Loss loss, Tensor logits, Tensor targets, long[] counts, LossTransform... methods) {
    Hooks passes = new Hooks(List.of(), 1);
    passes.at(new Moment(0, 1, 1, 0.1));
    Objective objective =
        Objectives.of(
            DenseModel.identity(logits.shape()),
            loss,
            passes::pass,
            List.of(methods),
            counts,
            evidence);
    return objective.of(new Batch(logits, targets)).loss();
  }

  private static long[] counts(JsonNode f, int classes) {
    long[] counts = new long[classes];
    for (byte label : Maps.labels(f)) {
      counts[label]++;
    }
    return counts;
  }

  @Test
  void focalWeighsPixelsAndLeavesRegionsAlone() {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        Tensor logits = Maps.tensor(f, "logits").variable();
        Tensor value =
            value(new DiceCrossEntropy(), logits, Maps.targets(f), new long[0], new Focal(1.5));
        Maps.assertIs(f.get("focal"), value, logits);
      }
    }
    assertNotNull(evidence.lines().get("focal"));
  }

  @Test
  void classBalanceCountsImagesWorthOfPixels() {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        Tensor logits = Maps.tensor(f, "logits").variable();
        long[] counts = counts(f, (int) logits.size(1));
        Tensor value =
            value(new CrossEntropy(), logits, Maps.targets(f), counts, new ClassBalance(0.9));
        Maps.assertIs(f.get("classBalance"), value, logits);
      }
    }
  }

  @Test
  void aLossOfRegionsAloneLeavesNothingToWeigh() {
    JsonNode f = Maps.of("flat");
    try (Scope scope = Scope.open()) {
      Tensor logits = Maps.tensor(f, "logits").variable();
      Tensor value = value(new Dice(), logits, Maps.targets(f), new long[0], new Focal(1.5));
      Maps.assertIs(f.get("dice"), value, logits);
    }
    assertTrue(!evidence.seen("focal"), "and it is not said that it acted");
  }

  @Test
  void labelSmoothingSoftensEveryPixel() {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        assertArrayEquals(
            Maps.tensor(f, "soft").toArray(),
            new LabelSmoothing(0.1).transform(Maps.targets(f)).toArray(),
            1e-6f);
      }
    }
  }

  @Test
  void rowsFollowTheOrderOfThePixels() {
    try (Scope scope = Scope.open()) {
      // two images of 1×2 pixels, classes a and b
      Tensor maps = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 1, 2);
      assertArrayEquals(new float[] {1, 3, 2, 4, 5, 7, 6, 8}, Rows.of(maps).toArray());
      Tensor volumes = maps.reshape(2, 2, 2, 1, 1);
      assertArrayEquals(new float[] {1, 3, 2, 4, 5, 7, 6, 8}, Rows.of(volumes).toArray());
      Tensor rows = maps.reshape(4, 2);
      assertEquals(rows, Rows.of(rows), "rows are rows already");
    }
  }
}
