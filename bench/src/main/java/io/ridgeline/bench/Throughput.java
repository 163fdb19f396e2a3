package io.ridgeline.bench;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.train.TrainingStep;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Training throughput on fixed made-up images: images a second from the median step, as one JSON
 * line.
 *
 * <p>Arguments: {@code MODEL BATCH THREADS [l1]}, with {@code resnet8} or {@code resnet18} on
 * images of 28×28, {@code unet2d} on 128×128 or {@code unet3d} on volumes of 32×48×32. One step is
 * forward, cross-entropy (of every pixel, where the model segments), backward, momentum step, as in
 * the PyTorch script beside which it is run.
 */
public final class Throughput {
  private static final int WARM_UP = 3;
  private static final int STEPS = 20;
  private static final Shape SMALL = new Shape(1, 28, 28);
  private static final Map<String, Setup> SETUPS =
      Map.of(
          "resnet8", new Setup(new ResNet(16, List.of(1, 1, 1)), SMALL, 2, false),
          "resnet18", new Setup(new ResNet(64, List.of(2, 2, 2, 2)), SMALL, 2, false),
          "unet2d", new Setup(new UNet(16, 4), new Shape(1, 128, 128), 2, true),
          "unet3d", new Setup(new UNet(8, 4), new Shape(1, 32, 48, 32), 3, true));

  /** What is trained on what. */
  private record Setup(Architecture plan, Shape shape, int classes, boolean segments) {
    /** Images of noise, and a random class of each or of each of its pixels, one-hot. */
    Batch batch(int n) {
      Tensor images = new Generator(1).normal(shape.tensor(n));
      int plane = segments ? shape.plane() : 1;
      int[] labels = Streams.random(0).ints((long) n * plane, 0, classes).toArray();
      float[] targets = new float[labels.length * classes];
      for (int i = 0; i < labels.length; i++) {
        targets[(i / plane * classes + labels[i]) * plane + i % plane] = 1;
      }
      Shape form = new Shape(classes, shape.depth(), shape.height(), shape.width());
      long[] axes = segments ? form.tensor(n) : new long[] {n, classes};
      return new Batch(images, Tensor.of(targets, axes));
    }
  }

  private Throughput() {}

  /** Prints the JSON line. */
  public static void main(String[] args) {
    Setup setup = SETUPS.get(args.length < 3 ? "" : args[0]);
    PrintStream out = System.out;
    if (setup == null) {
      out.println("usage: Throughput resnet8|resnet18|unet2d|unet3d BATCH THREADS [l1]");
      return;
    }
    int batch = Integer.parseInt(args[1]);
    int threads = Integer.parseInt(args[2]);
    List<Regularizer> methods = args.length > 3 ? List.of(new L1(1e-5)) : List.of();
    Engine.useThreads(threads);
    double[] seconds = new double[STEPS];
    try (Scope scope = Scope.open()) {
      Model model = setup.plan.build(setup.shape, setup.classes);
      model.weights().initialize(new Generator(0));
      Hooks hooks = new Hooks(methods, 0);
      hooks.begin(model, new CrossEntropy(), new long[setup.classes]);
      TrainingStep step =
          new TrainingStep(
              model, new CrossEntropy(), new Optimizer.Sgd(0.9).begin(model.weights()), hooks);
      Batch fixed = setup.batch(batch);
      for (int i = -WARM_UP; i < STEPS; i++) {
        long start = System.nanoTime();
        step.run(fixed, new Moment(i + WARM_UP, 1, STEPS + WARM_UP, 0.01));
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    Arrays.sort(seconds);
    double median = (seconds[STEPS / 2 - 1] + seconds[STEPS / 2]) / 2;
    out.printf(
        Locale.ROOT,
        "{\"model\": \"%s\", \"batch\": %d, \"threads\": %d, \"penalty\": \"%s\","
            + " \"images_per_s\": %.1f, \"step_s_median\": %.4f, \"step_s_min\": %.4f}%n",
        args[0],
        batch,
        threads,
        methods.isEmpty() ? "none" : "l1",
        batch / median,
        median,
        seconds[0]);
  }
}
