package io.ridgeline.train;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A training of milliseconds on made-up images; 22 in batches of 5 leave a last batch of 2.
 *
 * @param outcome how it ended
 * @param weights afterwards, by name
 * @param probabilities what it predicts of the validation images
 * @param epochs what was measured
 * @param evidence of each method
 */
record TinyRun(
    TrialOutcome outcome,
    Map<String, float[]> weights,
    double[][] probabilities,
    List<EpochRecord> epochs,
    Map<String, String> evidence) {
  static TinyRun of(List<Regularizer> methods) {
    return of(methods, new ResNet(4, List.of(1, 1)), 22, 0.01, 3);
  }

  static TinyRun of(List<Regularizer> methods, Checkpoints checkpoints) {
    Setup setup =
        new Setup(new ResNet(4, List.of(1, 1)), new CrossEntropy(), 2, new Shape(1, 8, 8));
    return of(methods, setup, 22, 0.01, 3, checkpoints);
  }

  static TinyRun of(
      List<Regularizer> methods, Architecture plan, int images, double rate, int epochs) {
    return of(
        methods, new Setup(plan, new CrossEntropy(), 2, new Shape(1, 8, 8)), images, rate, epochs);
  }

  /** What is trained on what. */
  record Setup(Architecture plan, Loss loss, int classes, Shape shape) {}

  static TinyRun of(List<Regularizer> methods, Setup setup, int images, double rate, int epochs) {
    return of(methods, setup, images, rate, epochs, Checkpoints.none());
  }

  private static TinyRun of(
      List<Regularizer> methods,
      Setup setup,
      int images,
      double rate,
      int epochs,
      Checkpoints checkpoints) {
    Engine.useThreads(1);
    try (Scope scope = Scope.open()) {
      Model model = setup.plan.build(setup.shape, setup.loss.outputs(setup.classes));
      model.weights().initialize(new Generator(1));
      Hooks hooks = new Hooks(methods, 1);
      Training training =
          new Training(
              model,
              new TrainingPlan(
                  new Optimizer.Adam(),
                  rate,
                  new LearningRate.OneCycle(0.3),
                  setup.loss,
                  5,
                  epochs,
                  "auroc"),
              hooks,
              checkpoints);
      LabelledImages validation = samples(setup, 10, 2);
      TrialOutcome outcome =
          training.run(samples(setup, images, 1), validation, 7, (epoch, of) -> {});
      Prediction prediction =
          new Prediction(model, setup.loss, methods)
              .fit(validation.images(), validation.labels(), hooks);
      return new TinyRun(
          outcome,
          model.weights().toArrays(),
          prediction.scoreAll(validation.images()),
          List.copyOf(training.epochs()),
          hooks.evidence());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Noise, brighter in its upper half by the class; of two, the second has two images in five. */
  private static LabelledImages samples(Setup setup, int n, long seed) {
    var random = Streams.random(seed);
    Shape shape = setup.shape;
    int plane = shape.height() * shape.width();
    float[] pixels = new float[n * shape.count()];
    int[] labels = IntStream.range(0, n).map(i -> i % 5 % setup.classes).toArray();
    for (int i = 0; i < pixels.length; i++) {
      boolean upper = i % plane < plane / 2;
      pixels[i] = (float) random.nextGaussian() + (upper ? labels[i / shape.count()] : 0);
    }
    return new LabelledImages(
        new Classification(setup.classes),
        Tensor.of(pixels, n, shape.channels(), shape.height(), shape.width()),
        labels,
        IntStream.range(0, n).toArray());
  }
}
