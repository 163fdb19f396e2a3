package io.ridgeline.train;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.DiceCrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A few steps of a small U-Net on made-up images, each with a bright box to be found.
 *
 * @param losses of every step
 * @param weights afterwards, by name
 * @param maps what it predicts of the validation images
 * @param evidence of each method
 */
record DenseRun(
    List<Double> losses, Map<String, float[]> weights, float[] maps, Map<String, String> evidence) {
  private static final int STEPS = 6;
  private static final int BATCH = 3;

  /** Images with the class of every pixel, 1 in the box. */
  private record Scenes(Tensor images, byte[] labels, Tensor targets) {
    static Scenes of(int n, Shape shape, long seed) {
      RandomGenerator random = Streams.random(seed);
      int plane = shape.plane();
      float[] pixels = new float[n * plane];
      byte[] labels = new byte[n * plane];
      float[] targets = new float[2 * n * plane];
      for (int i = 0; i < pixels.length; i++) {
        int image = i / plane;
        int y = i % plane / shape.width() % shape.height();
        int x = i % shape.width();
        boolean box = y >= 2 && y < 5 && x >= 1 + image % 3 && x < 5 + image % 3;
        labels[i] = (byte) (box ? 1 : 0);
        pixels[i] = (float) random.nextGaussian() + 2 * labels[i];
        targets[(2 * image + labels[i]) * plane + i % plane] = 1;
      }
      long[] maps = shape.tensor(n);
      maps[1] = 2;
      return new Scenes(Tensor.of(pixels, shape.tensor(n)), labels, Tensor.of(targets, maps));
    }
  }

  static DenseRun of(List<Regularizer> methods, Shape shape) {
    Engine.useThreads(1);
    Loss loss = new DiceCrossEntropy();
    Setting plan =
        new Setting(
            "unet", Map.of("width", 4, "levels", 3, "residual", "on", "deepSupervision", "on"));
    try (Scope scope = Scope.open()) {
      Model model = Architecture.of(plan).build(shape, loss.outputs(2));
      model.weights().initialize(new Generator(1));
      Scenes scenes = Scenes.of(STEPS * BATCH, shape, 1);
      long lesion = 0;
      for (byte label : scenes.labels) {
        lesion += label;
      }
      Hooks hooks = new Hooks(methods, 1);
      hooks.begin(model, loss, new long[] {scenes.labels.length - lesion, lesion});
      TrainingStep step =
          new TrainingStep(model, loss, new Optimizer.Adam().begin(model.weights()), hooks);
      List<Double> losses = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        try (Scope inner = Scope.open()) {
          Batch batch =
              new Batch(
                  scenes.images.narrow(0, (long) t * BATCH, BATCH),
                  scenes.targets.narrow(0, (long) t * BATCH, BATCH));
          losses.add(step.run(batch, new Moment(t, 1, STEPS, 0.01)).loss());
        }
      }
      hooks.predicting(model.weights()).ifPresent(model.weights()::restore);
      Scenes judges = Scenes.of(4, shape, 2);
      int[] classes = new int[judges.labels.length];
      Arrays.setAll(classes, i -> judges.labels[i]);
      Prediction prediction =
          new Prediction(model, loss, methods)
              .fit(now -> rows(now.maps(judges.images), shape.plane()), classes, hooks);
      return new DenseRun(
          losses,
          model.weights().toArrays(),
          prediction.maps(judges.images).toArray(),
          hooks.evidence());
    }
  }

  /** The probabilities of both classes, a row a pixel. */
  private static double[][] rows(Tensor maps, int plane) {
    float[] p = maps.toArray();
    double[][] rows = new double[p.length / 2][];
    for (int i = 0; i < rows.length; i++) {
      int at = i / plane * 2 * plane + i % plane;
      rows[i] = new double[] {p[at], p[at + plane]};
    }
    return rows;
  }
}
