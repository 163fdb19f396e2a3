package io.ridgeline.train;

import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.loss.FocalGiou;
import io.ridgeline.model.Fcos;
import io.ridgeline.task.Detection;
import java.util.List;
import java.util.stream.IntStream;

/** Simulated lesions with their boxes, 64 by 64 pixels, and a network small enough for them. */
final class TinyBoxes {
  static final Fcos PLAN = new Fcos(4, List.of(1, 1, 1, 1), 8);
  static final int CLASSES = 2;

  private TinyBoxes() {}

  static Prepared phantom(int patients) {
    return Prepared.of(
        PhantomGenerator.generate(new Phantom(patients, 64, 0.3, 5), TaskKind.DETECTION),
        new Preparation(List.of(), 1, Preparation.Resize.STRETCH));
  }

  static LabelledBoxes samples(Prepared prepared, int from, int to) {
    int[] examples = IntStream.range(from, to).toArray();
    return new LabelledBoxes(
        prepared, examples, Normalization.measure(prepared, examples), new Detection(CLASSES));
  }

  static Subset subset(Prepared prepared, int from, int to) {
    return new Subset(prepared, IntStream.range(from, to).toArray());
  }

  static TrainingPlan plan(int epochs) {
    return new TrainingPlan(
        new Optimizer.Adam(),
        5e-3,
        new LearningRate.Constant(),
        new FocalGiou(),
        8,
        epochs,
        "ap50");
  }
}
