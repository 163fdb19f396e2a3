package io.ridgeline.bench;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.task.Classification;
import io.ridgeline.train.TrainingStep;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Training throughput on fixed made-up images of 28×28: images a second from the median step, as
 * one JSON line.
 *
 * <p>Arguments: {@code MODEL BATCH THREADS [l1]}, with {@code resnet8} or {@code resnet18}. One
 * step is forward, cross-entropy, backward, momentum step, as in the PyTorch script beside which it
 * is run.
 */
public final class Throughput {
  private static final int WARM_UP = 3;
  private static final int STEPS = 20;
  private static final Map<String, ResNet> MODELS =
      Map.of(
          "resnet8", new ResNet(16, List.of(1, 1, 1)),
          "resnet18", new ResNet(64, List.of(2, 2, 2, 2)));

  private Throughput() {}

  /** Prints the JSON line. */
  public static void main(String[] args) {
    ResNet plan = MODELS.get(args.length < 3 ? "" : args[0]);
    PrintStream out = System.out;
    if (plan == null) {
      out.println("usage: Throughput resnet8|resnet18 BATCH THREADS [l1]");
      return;
    }
    int batch = Integer.parseInt(args[1]);
    int threads = Integer.parseInt(args[2]);
    List<Regularizer> methods = args.length > 3 ? List.of(new L1(1e-5)) : List.of();
    Engine.useThreads(threads);
    double[] seconds = new double[STEPS];
    try (Scope scope = Scope.open()) {
      Model model = plan.build(new Shape(1, 28, 28), 2);
      model.weights().initialize(new Generator(0));
      Hooks hooks = new Hooks(methods, 0);
      hooks.begin(model, new CrossEntropy(), new long[] {1, 1});
      TrainingStep step =
          new TrainingStep(
              model, new CrossEntropy(), new Optimizer.Sgd(0.9).begin(model.weights()), hooks);
      Tensor images = new Generator(1).normal(batch, 1, 28, 28);
      var random = Streams.random(0);
      int[] labels = random.ints(batch, 0, 2).toArray();
      Batch fixed = new Batch(images, new Classification(2).encode(labels));
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
