package io.ridgeline.train;

import io.ridgeline.data.Prepared;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.loss.FocalGiou;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A few steps of a small detector on simulated lesions.
 *
 * @param losses of every step
 * @param weights afterwards, by name
 * @param places what it sees at every place of the validation images
 * @param evidence of each method
 */
record BoxRun(
    List<Double> losses,
    Map<String, float[]> weights,
    float[] places,
    Map<String, String> evidence) {
  private static final int STEPS = 5;
  private static final int BATCH = 4;
  private static final int JUDGES = 4;
  private static final Prepared IMAGES = TinyBoxes.phantom(20);

  static BoxRun of(List<Regularizer> methods) {
    Engine.useThreads(1);
    Loss loss = new FocalGiou();
    try (Scope scope = Scope.open()) {
      Model model = TinyBoxes.PLAN.build(IMAGES.shape(), loss.outputs(TinyBoxes.CLASSES));
      model.weights().initialize(new Generator(1));
      LabelledBoxes train = TinyBoxes.samples(IMAGES, 0, STEPS * BATCH);
      Hooks hooks = new Hooks(methods, 1);
      hooks.begin(model, loss, train.classCounts());
      TrainingStep step =
          new TrainingStep(model, loss, new Optimizer.Adam().begin(model.weights()), hooks);
      List<Double> losses = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        try (Scope inner = Scope.open()) {
          int[] rows = IntStream.range(t * BATCH, (t + 1) * BATCH).toArray();
          losses.add(
              step.run(train.batch(rows, Streams.random(t)), new Moment(t, 1, STEPS, 0.01)).loss());
        }
      }
      hooks.predicting(model.weights()).ifPresent(model.weights()::restore);
      LabelledBoxes judges = TinyBoxes.samples(IMAGES, STEPS * BATCH, STEPS * BATCH + JUDGES);
      Prediction prediction = judges.fit(new Prediction(model, loss, methods), hooks);
      int[] all = IntStream.range(0, JUDGES).toArray();
      return new BoxRun(
          losses,
          model.weights().toArrays(),
          prediction.places(judges.batch(all, Streams.random(0)).images()).toArray(),
          hooks.evidence());
    }
  }
}
