package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.Steps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AugMixTest {
  private static Tensor logs(float... p) {
    return Tensor.of(p, p.length / 2, 2).log();
  }

  @Test
  void divergesAsReckonedByHand() {
    try (Scope scope = Scope.open()) {
      // the mean is (½, ½); KL((.9, .1) ‖ (½, ½)) = .9 ln 1.8 + .1 ln .2, twice, and 0 once;
      // a second image, on which all agree, halves the mean
      double expected = (0.9 * Math.log(1.8) + 0.1 * Math.log(0.2)) * 2 / 3 / 2;
      assertEquals(
          expected,
          AugMix.divergence(
                  List.of(
                      logs(0.9f, 0.1f, 0.3f, 0.7f),
                      logs(0.1f, 0.9f, 0.3f, 0.7f),
                      logs(0.5f, 0.5f, 0.3f, 0.7f)))
              .item(),
          1e-6);
    }
  }

  @Test
  void ofThreeThatExcludeEachOtherItIsTheLogarithmOfTwo() {
    try (Scope scope = Scope.open()) {
      // p, p, q with disjoint support: H(⅔, ⅓)
      double expected = -2.0 / 3 * Math.log(2.0 / 3) - 1.0 / 3 * Math.log(1.0 / 3);
      Tensor first = Tensor.of(new float[] {0, -100}, 1, 2);
      Tensor second = Tensor.of(new float[] {-100, 0}, 1, 2);
      assertEquals(expected, AugMix.divergence(List.of(first, first, second)).item(), 1e-6);
    }
  }

  /** The passes that a method makes, each with logits from the mean of every image's halves. */
  private static final class Watched implements Objective {
    final List<Batch> seen = new ArrayList<>();
    final List<Tensor> logits = new ArrayList<>();

    @Override
    public Value of(Batch batch, io.ridgeline.model.Pass.Noise more) {
      seen.add(batch);
      Tensor images = batch.images();
      Tensor z =
          Tensor.join(
              1,
              images.narrow(2, 0, 4).mean(1, 2, 3).reshape(-1, 1),
              images.narrow(2, 4, 4).mean(1, 2, 3).reshape(-1, 1));
      logits.add(z);
      return new Value(z, new CrossEntropy().value(z, batch.targets()));
    }
  }

  @Test
  void theLossIsOfTheCleanImagesAndTheConsistencyOfThreeViews() {
    try (Scope scope = Scope.open()) {
      Batch batch = batch();
      Watched watched = new Watched();
      Objective.Value value =
          new AugMix(5, 12).begin(model(), new CrossEntropy()).of(batch, watched, Steps.first(1));
      assertEquals(3, watched.seen.size());
      assertSame(batch, watched.seen.get(0));
      assertSame(watched.logits.get(0), value.logits());
      List<Tensor> logs = watched.logits.stream().map(z -> z.logSoftmax(1)).toList();
      double clean = new CrossEntropy().value(watched.logits.get(0), batch.targets()).item();
      assertEquals(clean + 12 * AugMix.divergence(logs).item(), value.loss().item(), 1e-5);
      double apart =
          watched.seen.get(1).images().minus(watched.seen.get(2).images()).abs().mean().item();
      assertEquals(true, apart > 0.01, "the two mixed views differ");
    }
  }

  @Test
  void withoutConsistencyThereIsOnePassOverMixedImages() {
    try (Scope scope = Scope.open()) {
      Batch batch = batch();
      Watched watched = new Watched();
      Objective.Value value =
          new AugMix(5, 0).begin(model(), new CrossEntropy()).of(batch, watched, Steps.first(1));
      assertEquals(1, watched.seen.size());
      assertNotSame(batch, watched.seen.get(0));
      assertSame(batch.targets(), watched.seen.get(0).targets());
      assertEquals(
          new CrossEntropy().value(watched.logits.get(0), batch.targets()).item(),
          value.loss().item(),
          1e-6);
    }
  }

  private static Batch batch() {
    return new Batch(
        new Generator(1).normal(4, 1, 8, 8), Tensor.of(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, 4, 2));
  }

  private static Model model() {
    return new Linear().build(new Shape(1, 8, 8), 2);
  }
}
