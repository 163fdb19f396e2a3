package io.ridgeline.bench;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.DiceCrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.task.Classification;
import io.ridgeline.task.Segmentation;
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
 * <p>{@code Cost time [METHOD...]} prints a line a method, with nothing where its task is another;
 * {@code Cost mean METHOD ROUNDS} prints the ratio of all times together on the small network, for
 * a method that acts in few steps; {@code Cost memory METHOD} prints the peak of a process of its
 * own that takes a few steps with it ({@code none}: without any).
 */
public final class Cost {
  private static final int STEPS = 1000;

  /** Methods that act on another one's noise. */
  private static final Map<String, String> COMPANIONS =
      Map.of("mc-dropout", "dropout", "r-drop", "dropout");

  private static final Setup SMALL =
      new Setup(
          TaskKind.CLASSIFICATION, new ResNet(16, List.of(1, 1, 1)), new Shape(1, 28, 28), 64, 20);
  private static final Setup LARGE =
      new Setup(
          TaskKind.CLASSIFICATION,
          new ResNet(64, List.of(2, 2, 2, 2)),
          new Shape(1, 28, 28),
          64,
          4);
  private static final Setup MAPS =
      new Setup(
          TaskKind.SEGMENTATION, new UNet(16, 4, 0, "off", "on"), new Shape(1, 64, 64), 8, 10);

  private Cost() {}

  /** A network, and the batches it is trained on. */
  private record Setup(TaskKind task, Architecture plan, Shape shape, int batch, int rounds) {
    Setup with(int otherBatch, int otherRounds) {
      return new Setup(task, plan, shape, otherBatch, otherRounds);
    }
  }

  /** A network in training, somewhere in the middle of it. */
  private static final class Run {
    private final boolean maps;
    private final Model model;
    private final TrainingStep step;
    private final Prediction prediction;
    private final Batch batch;
    private int done = STEPS / 2;

    Run(Setup setup, List<Regularizer> methods) {
      maps = setup.task == TaskKind.SEGMENTATION;
      Loss loss = maps ? new DiceCrossEntropy() : new CrossEntropy();
      model = setup.plan.build(setup.shape, 2);
      model.weights().initialize(new Generator(0));
      Hooks hooks = new Hooks(methods, 0);
      int size = setup.batch * (maps ? setup.shape.plane() : 1);
      hooks.begin(model, loss, new long[] {size / 2, size - size / 2});
      step = new TrainingStep(model, loss, new Optimizer.Adam().begin(model.weights()), hooks);
      int[] labels = new int[setup.batch];
      Arrays.setAll(labels, i -> i % 2);
      byte[] masks = new byte[setup.batch * setup.shape.plane()];
      for (int i = 0; i < masks.length; i++) {
        masks[i] = (byte) (i / 7 % 2);
      }
      batch =
          new Batch(
              new Generator(1).normal(setup.shape.tensor(setup.batch)),
              maps
                  ? new Segmentation(2).encode(masks, setup.shape)
                  : new Classification(2).encode(labels));
      Prediction plain = new Prediction(model, loss, methods);
      prediction =
          maps
              ? plain.fit(now -> rows(now.maps(batch.images())), classes(masks), hooks)
              : plain.fit(batch.images(), labels, hooks);
    }

    private static int[] classes(byte[] masks) {
      int[] classes = new int[masks.length];
      Arrays.setAll(classes, i -> masks[i]);
      return classes;
    }

    /** The probabilities of both classes, a row a pixel. */
    private static double[][] rows(Tensor maps) {
      float[] p = maps.permuted(0, 2, 3, 1).toArray();
      double[][] rows = new double[p.length / 2][];
      Arrays.setAll(rows, i -> new double[] {p[2 * i], p[2 * i + 1]});
      return rows;
    }

    double stepSeconds() {
      long start = System.nanoTime();
      step.run(batch, new Moment(done++, 10, STEPS, 1e-4));
      return (System.nanoTime() - start) / 1e9;
    }

    double predictSeconds() {
      long start = System.nanoTime();
      try (Scope scope = Scope.open()) {
        if (maps) {
          prediction.maps(batch.images());
        } else {
          prediction.score(batch.images());
        }
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Runs as the class comment says. */
  public static void main(String[] args) throws IOException {
    Engine.useThreads(1);
    List<String> words = List.of(args);
    if (words.size() == 2 && words.get(0).equals("memory")) {
      memory(words.get(1), System.out);
    } else if (words.size() == 3 && words.get(0).equals("mean")) {
      mean(words.get(1), Integer.parseInt(words.get(2)), System.out);
    } else if (!words.isEmpty() && words.get(0).equals("time")) {
      List<String> names =
          words.size() > 1
              ? words.subList(1, words.size())
              : List.copyOf(Catalog.descriptors().keySet());
      names.forEach(name -> time(name, System.out));
    } else if (words.equals(List.of("names"))) {
      Catalog.descriptors().keySet().forEach(System.out::println);
    } else {
      System.out.println(
          "usage: Cost names | Cost time [METHOD...] | Cost mean METHOD ROUNDS | Cost memory METHOD");
    }
  }

  private static boolean fits(String name, Setup setup) {
    Descriptor descriptor = Catalog.descriptors().get(name);
    return descriptor != null && descriptor.tasks().contains(setup.task);
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
    out.println(
        String.join(
            ",",
            name,
            steps(SMALL, name),
            steps(LARGE, name),
            steps(MAPS, name),
            predictRatio(fits(name, SMALL) ? SMALL : MAPS, name)));
  }

  /** Median and quartiles of the ratios; nothing where the method is not for this task. */
  private static String steps(Setup setup, String name) {
    if (!fits(name, setup)) {
      return ",,";
    }
    double[][] seconds = seconds(setup, name);
    double[] ratios = new double[seconds[0].length];
    Arrays.setAll(ratios, i -> seconds[1][i] / seconds[0][i]);
    return String.format(
        Locale.ROOT,
        "%.3f,%.3f,%.3f",
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  private static void mean(String name, int rounds, PrintStream out) {
    double[][] seconds = seconds(SMALL.with(SMALL.batch, rounds), name);
    out.printf(
        Locale.ROOT,
        "%s,%.3f%n",
        name,
        Arrays.stream(seconds[1]).sum() / Arrays.stream(seconds[0]).sum());
  }

  /** The seconds of each step without and with the method. */
  private static double[][] seconds(Setup setup, String name) {
    try (Scope scope = Scope.open()) {
      Run without = new Run(setup, companions(name));
      Run with = new Run(setup, with(name));
      double[][] seconds = new double[2][setup.rounds];
      for (int i = -2; i < setup.rounds; i++) {
        // in turn first and second, so that neither always finds the caches warm
        double first = i % 2 == 0 ? without.stepSeconds() : with.stepSeconds();
        double second = i % 2 == 0 ? with.stepSeconds() : without.stepSeconds();
        if (i >= 0) {
          seconds[0][i] = i % 2 == 0 ? first : second;
          seconds[1][i] = i % 2 == 0 ? second : first;
        }
      }
      return seconds;
    }
  }

  private static String predictRatio(Setup setup, String name) {
    try (Scope scope = Scope.open()) {
      Run without = new Run(setup, companions(name));
      Run with = new Run(setup, with(name));
      double[] ratios = new double[5];
      for (int i = -1; i < ratios.length; i++) {
        double plain = without.predictSeconds();
        double own = with.predictSeconds();
        if (i >= 0) {
          ratios[i] = own / plain;
        }
      }
      return String.format(Locale.ROOT, "%.2f", quantile(ratios, 0.5));
    }
  }

  private static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  private static void memory(String name, PrintStream out) throws IOException {
    List<Regularizer> methods = name.equals("none") ? List.of() : with(name);
    if (!name.equals("none") && !fits(name, LARGE)) {
      return;
    }
    try (Scope scope = Scope.open()) {
      Run run = new Run(LARGE.with(16, 0), methods);
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
