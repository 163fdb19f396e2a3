package io.ridgeline.bench;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.task.Classification;
import io.ridgeline.train.TrainingStep;
import io.ridgeline.trial.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each method costs beside {@code none}: steps of two trainings in turn, one with it and one
 * without, and the median of the ratios.
 *
 * <p>{@code Cost time [METHOD...]} prints a line a method; {@code Cost memory METHOD} prints the
 * peak of a process of its own that takes a few steps with it ({@code none}: without any).
 */
public final class Cost {
  private static final int STEPS = 1000;
  private static final Shape SHAPE = new Shape(1, 28, 28);
  private static final Loss LOSS = new CrossEntropy();

  /** Methods that act on another one's noise. */
  private static final Map<String, String> COMPANIONS =
      Map.of("mc-dropout", "dropout", "r-drop", "dropout");

  private Cost() {}

  /** A network in training, somewhere in the middle of it. */
  private static final class Run {
    private final Model model;
    private final TrainingStep step;
    private final Prediction prediction;
    private final Batch batch;
    private int done = STEPS / 2;

    Run(ResNet plan, int size, List<Regularizer> methods) {
      model = plan.build(SHAPE, 2);
      model.weights().initialize(new Generator(0));
      Hooks hooks = new Hooks(methods, 0);
      hooks.begin(model, LOSS, new long[] {size / 2, size - size / 2});
      step = new TrainingStep(model, LOSS, new Optimizer.Adam().begin(model.weights()), hooks);
      int[] labels = new int[size];
      Arrays.setAll(labels, i -> i % 2);
      batch =
          new Batch(new Generator(1).normal(size, 1, 28, 28), new Classification(2).encode(labels));
      prediction = new Prediction(model, LOSS, methods).fit(batch.images(), labels, hooks);
    }

    double stepSeconds() {
      long start = System.nanoTime();
      step.run(batch, new Moment(done++, 10, STEPS, 1e-4));
      return (System.nanoTime() - start) / 1e9;
    }

    double predictSeconds() {
      long start = System.nanoTime();
      try (Scope scope = Scope.open()) {
        prediction.score(batch.images());
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static ResNet small() {
    return new ResNet(16, List.of(1, 1, 1));
  }

  private static ResNet large() {
    return new ResNet(64, List.of(2, 2, 2, 2));
  }

  /** Runs as the class comment says. */
  public static void main(String[] args) throws IOException {
    Engine.useThreads(1);
    if (args.length == 2 && args[0].equals("memory")) {
      memory(args[1], System.out);
    } else if (args.length > 0 && args[0].equals("time")) {
      List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : names();
      names.forEach(name -> time(name, System.out));
    } else if (args.length == 1 && args[0].equals("names")) {
      names().forEach(System.out::println);
    } else {
      System.out.println("usage: Cost names | Cost time [METHOD...] | Cost memory METHOD");
    }
  }

  /** The methods that act on the classifiers measured here. */
  private static List<String> names() {
    return Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(TaskKind.CLASSIFICATION))
        .map(Descriptor::name)
        .toList();
  }

  private static List<Regularizer> companions(String name) {
    String companion = COMPANIONS.get(name);
    return companion == null ? List.of() : List.of(made(companion));
  }

  private static List<Regularizer> with(String name) {
    List<Regularizer> methods = new ArrayList<>(companions(name));
    methods.add(made(name));
    return methods;
  }

  private static Regularizer made(String name) {
    return Catalog.create(new Setting(name, Map.of()));
  }

  private static void time(String name, PrintStream out) {
    double[] small = ratios(small(), 64, 20, name);
    double[] large = ratios(large(), 16, 4, name);
    double predict = predictRatio(name);
    out.printf(
        Locale.ROOT,
        "%s,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.2f%n",
        name,
        quantile(small, 0.5),
        quantile(small, 0.25),
        quantile(small, 0.75),
        quantile(large, 0.5),
        quantile(large, 0.25),
        quantile(large, 0.75),
        predict);
  }

  private static double[] ratios(ResNet plan, int size, int rounds, String name) {
    try (Scope scope = Scope.open()) {
      Run without = new Run(plan, size, companions(name));
      Run with = new Run(plan, size, with(name));
      double[] ratios = new double[rounds];
      for (int i = -2; i < rounds; i++) {
        // in turn first and second, so that neither always finds the caches warm
        double first = i % 2 == 0 ? without.stepSeconds() : with.stepSeconds();
        double second = i % 2 == 0 ? with.stepSeconds() : without.stepSeconds();
        if (i >= 0) {
          ratios[i] = i % 2 == 0 ? second / first : first / second;
        }
      }
      return ratios;
    }
  }

  private static double predictRatio(String name) {
    try (Scope scope = Scope.open()) {
      Run without = new Run(small(), 64, companions(name));
      Run with = new Run(small(), 64, with(name));
      double[] ratios = new double[5];
      for (int i = -1; i < ratios.length; i++) {
        double plain = without.predictSeconds();
        double own = with.predictSeconds();
        if (i >= 0) {
          ratios[i] = own / plain;
        }
      }
      return quantile(ratios, 0.5);
    }
  }

  private static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  private static void memory(String name, PrintStream out) throws IOException {
    List<Regularizer> methods = name.equals("none") ? List.of() : with(name);
    try (Scope scope = Scope.open()) {
      Run run = new Run(large(), 16, methods);
      for (int i = 0; i < 2; i++) {
        run.stepSeconds();
      }
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        out.printf(Locale.ROOT, "%s,%d%n", name, peakMegabytes(line));
      }
    }
  }

  private static long peakMegabytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
