package io.ridgeline.train;

import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.loss.Loss;
import java.util.List;
import java.util.stream.IntStream;

/** A few simulated images and a fit of milliseconds, for tests of whole classifiers. */
final class TinyData {
  static final Prepared IMAGES =
      Prepared.of(
          PhantomGenerator.generate(new Phantom(40, 16, 0.5, 1)),
          new Preparation(List.of(), 0, Preparation.Resize.STRETCH));
  static final Subset TRAIN = new Subset(IMAGES, IntStream.range(0, 24).toArray());
  static final Subset VALIDATION = new Subset(IMAGES, IntStream.range(24, 40).toArray());

  private TinyData() {}

  /** Two epochs of three steps. */
  static TrainingPlan plan(Loss loss, double learningRate) {
    return new TrainingPlan(
        new Optimizer.Sgd(0.9), learningRate, new LearningRate.Constant(), loss, 8, 2, "auroc");
  }
}
