package io.ridgeline.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Losses of class maps against PyTorch: values and gradients, of flat images and volumes. */
@ExtendWith(NoLeaks.class)
class SegmentationLossTest {
  private static void check(String entry, Loss loss, boolean soft) {
    for (String form : Maps.FORMS) {
      JsonNode f = Maps.of(form);
      try (Scope scope = Scope.open()) {
        Tensor logits = Maps.tensor(f, "logits").variable();
        Tensor targets = soft ? Maps.tensor(f, "soft") : Maps.targets(f);
        Tensor value = loss.value(logits, targets);
        Maps.assertIs(f.get(entry), value, logits);
        Tensor each = loss.each(logits, targets);
        assertEquals(logits.count() / logits.size(1), each.count(), "one loss a pixel");
        Tensor mean = each.mean();
        Tensor both = loss.whole(logits, targets).map(mean::plus).orElse(mean);
        assertEquals(value.item(), both.item(), 1e-6, "its two parts");
      }
    }
  }

  @Test
  void crossEntropyIsPyTorchs() {
    check("crossEntropy", new CrossEntropy(), false);
    check("crossEntropySoft", new CrossEntropy(), true);
  }

  @Test
  void diceIsThatOfItsDefinition() {
    check("dice", new Dice(), false);
    check("diceSoft", new Dice(), true);
  }

  @Test
  void diceCrossEntropyIsTheirSum() {
    check("diceCrossEntropy", new DiceCrossEntropy(), false);
  }

  @Test
  void tverskyIsThatOfItsDefinition() {
    check("tversky", new Tversky(), false);
    check("tverskySoft", new Tversky(), true);
  }

  @Test
  void overlapByHand() {
    try (Scope scope = Scope.open()) {
      // two pixels of the foreground in four, one of them found for sure, and one wrongly found
      Tensor p = Tensor.of(new float[] {1, 0, 1, 0, 0, 1, 0, 1}, 1, 2, 2, 2);
      Tensor t = Tensor.of(new float[] {0, 0, 1, 1, 1, 1, 0, 0}, 1, 2, 2, 2);
      // (2 + 1) / (2 + 2 + 1)
      assertEquals(1 - 3 / 5.0, Regions.apart(p, t, 0.5, 0.5).item(), 1e-6);
      // (1 + ½) / (1 + .3 + .7 + ½), and (1 + ½) / (1 + .2 + .3 + ½)
      assertEquals(1 - 1.5 / 2.5, Regions.apart(p, t, 0.3, 0.7).item(), 1e-6);
      assertEquals(1 - 1.5 / 2.0, Regions.apart(p, t, 0.2, 0.3).item(), 1e-6);
      // nothing there and nothing found
      Tensor none = Tensor.of(new float[] {1, 1, 1, 1, 0, 0, 0, 0}, 1, 2, 2, 2);
      assertEquals(0, Regions.apart(none, none, 0.3, 0.7).item(), 1e-6);
    }
  }

  @Test
  void everyTaskHasItsLossesTheUsualOneFirst() {
    assertEquals(
        List.of("cross-entropy", "binary-cross-entropy", "mse"),
        Loss.of(TaskKind.CLASSIFICATION).stream().map(Loss::name).toList());
    assertEquals(
        List.of("dice-cross-entropy", "cross-entropy", "dice", "tversky"),
        Loss.of(TaskKind.SEGMENTATION).stream().map(Loss::name).toList());
    assertTrue(Loss.all().stream().noneMatch(loss -> loss.tasks().isEmpty()));
  }

  @Test
  void logProbabilitiesAreThoseOfEveryPixel() {
    try (Scope scope = Scope.open()) {
      float ln3 = (float) Math.log(3);
      Tensor logits = Tensor.of(new float[] {0, ln3, 0, 0}, 1, 2, 1, 2);
      assertArrayEquals(
          new float[] {0.5f, 0.75f, 0.5f, 0.25f},
          new DiceCrossEntropy().logProbabilities(logits).exp().toArray(),
          1e-6f);
    }
  }
}
