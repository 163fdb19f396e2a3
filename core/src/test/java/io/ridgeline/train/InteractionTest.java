package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.augment.Mixup;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.averaging.Swa;
import io.ridgeline.regularize.control.EarlyStopping;
import io.ridgeline.regularize.loss.ConfidencePenalty;
import io.ridgeline.regularize.loss.Focal;
import io.ridgeline.regularize.projection.MaxNorm;
import io.ridgeline.regularize.projection.UnitNorm;
import io.ridgeline.regularize.step.Lookahead;
import io.ridgeline.regularize.step.ProximalL1;
import io.ridgeline.regularize.target.LabelSmoothing;
import io.ridgeline.regularize.weight.SpectralNorm;
import io.ridgeline.task.Classification;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Methods that meet: what one does must hold in the presence of the other. */
@ExtendWith(NoLeaks.class)
class InteractionTest {
  private static final int IMAGES = 24;

  /** A trained network with the images that it was trained on. */
  private record Trained(Model model, LabelledImages train) {}

  private static Trained train(Regularizer... methods) {
    return train(IMAGES, methods);
  }

  private static Trained train(int images, Regularizer... methods) {
    Engine.useThreads(1);
    Model model = new Cnn(4, 2).build(new Shape(1, 8, 8), 2);
    model.weights().initialize(new Generator(1));
    Training training =
        new Training(
            model,
            new TrainingPlan(
                new Optimizer.Adam(),
                0.01,
                new LearningRate.Constant(),
                new CrossEntropy(),
                6,
                4,
                "auroc"),
            new Hooks(List.of(methods), 1));
    LabelledImages train = samples(images, 3);
    try {
      training.run(train, samples(IMAGES, 4), 7, (epoch, of) -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Trained(model, train);
  }

  private static LabelledImages samples(int n, long seed) {
    int[] labels = IntStream.range(0, n).map(i -> i % 2).toArray();
    return new LabelledImages(
        new Classification(2),
        new Generator(seed).normal(n, 1, 8, 8),
        labels,
        IntStream.range(0, n).toArray());
  }

  @Test
  void anAverageOfProjectedWeightsIsProjectedAgain() {
    for (Regularizer averaging : List.of(new Swa(0.5), new Ema(0.9))) {
      try (Scope scope = Scope.open()) {
        Model model = train(new UnitNorm(), averaging).model();
        for (Weight kernel : model.weights().kernels()) {
          float[] squares =
              kernel.tensor().reshape(kernel.shape()[0], -1).square().sum(1).toArray();
          for (float square : squares) {
            assertEquals(1, square, 1e-5, averaging.name() + " " + kernel.name());
          }
        }
      }
    }
  }

  @Test
  void statisticsOfAnSwaAverageAreThoseOfTheTrainingPart() {
    try (Scope scope = Scope.open()) {
      assertMeasuredOnTheTrainingPart(train(new Swa(0.5)));
    }
  }

  @Test
  void soAreThoseOfAnSwaAverageThatStoppingEarlyKept() {
    // after an epoch they are those of a sample of 256
    try (Scope scope = Scope.open()) {
      assertMeasuredOnTheTrainingPart(train(300, new Swa(0), new EarlyStopping(9, "loss")));
    }
  }

  private static void assertMeasuredOnTheTrainingPart(Trained trained) {
    List<Weight> weights = trained.model().weights().all();
    Tensor maps = Functions.convolution(trained.train().images(), weights.get(0).tensor(), 1, 1);
    float[] mean = maps.mean(0, 2, 3).toArray();
    Weight running =
        weights.stream()
            .filter(w -> w.name().equals("blocks.0.bn.running_mean"))
            .findFirst()
            .orElseThrow();
    assertArrayEquals(mean, running.tensor().toArray(), 1e-6f);
  }

  @Test
  void smoothingComesAfterMixing() {
    try (Scope scope = Scope.open()) {
      Batch batch =
          new Batch(
              new Generator(1).normal(4, 1, 2, 2),
              new Classification(2).encode(new int[] {0, 1, 1, 0}));
      Hooks mixing = new Hooks(List.of(new Mixup(0.4)), 9);
      Hooks both = new Hooks(List.of(new LabelSmoothing(0.2), new Mixup(0.4)), 9);
      mixing.at(new Moment(0, 1, 1, 0));
      both.at(new Moment(0, 1, 1, 0));
      float[] mixed = mixing.transform(batch).targets().toArray();
      float[] smoothed = both.transform(batch).targets().toArray();
      for (int i = 0; i < mixed.length; i++) {
        assertEquals(0.8 * mixed[i] + 0.1, smoothed[i], 1e-6);
      }
    }
  }

  @Test
  void lossesAreWeighedBeforeAnythingIsAdded() {
    try (Scope scope = Scope.open()) {
      Batch batch =
          new Batch(
              new Generator(1).normal(4, 1, 2, 2),
              new Classification(2).encode(new int[] {0, 1, 1, 0}));
      List<Regularizer> listed = List.of(new ConfidencePenalty(0.1), new Focal(2));
      for (List<Regularizer> methods : List.of(listed, List.of(listed.get(1), listed.get(0)))) {
        Model model = new Linear().build(new Shape(1, 2, 2), 2);
        model.weights().initialize(new Generator(1));
        model.weights().trained().forEach(b -> b.values().fillInPlace(0));
        Hooks hooks = new Hooks(methods, 1);
        hooks.begin(model, new CrossEntropy(), new long[] {2, 2});
        hooks.at(new Moment(0, 1, 1, 0));
        // p = ½: (½)² of a loss of log 2, less .1 of an entropy of log 2
        double value = hooks.differentiate(model, new CrossEntropy(), batch);
        assertEquals(0.15 * Math.log(2), value, 1e-6);
      }
    }
  }

  /** The first weight of a linear classifier after each of some steps of a given length. */
  private static float[] afterSteps(double start, double[] steps, Regularizer... methods) {
    try (Scope scope = Scope.open()) {
      Model model = new Linear().build(new Shape(1, 1, 1), 2);
      Weights weights = model.weights();
      weights.initialize(new Generator(1));
      Hooks hooks = new Hooks(List.of(methods), 1);
      hooks.begin(model, new CrossEntropy(), new long[] {1, 1});
      float[] states = new float[steps.length];
      try (Gradients off = Gradients.off()) {
        weights.flatKernels().values().fillInPlace(start);
        for (int i = 0; i < steps.length; i++) {
          double by = steps[i];
          hooks.at(new Moment(i, 1, 100, 1));
          hooks.step(
              weights,
              () -> {
                Tensor kernels = weights.flatKernels().values();
                kernels.copyInPlace(kernels.plus(by));
              });
          states[i] = weights.flatKernels().values().toArray()[0];
        }
      }
      return states;
    }
  }

  @Test
  void lookaheadTakesInWhatProximalStepsAndProjectionsLeft() {
    // thresholds of .3; meetings after steps 2, 4 and 6 at ½(1 + .7), ½(.55 + .25), ½(.1 + 0)
    assertArrayEquals(
        new float[] {0.7f, 0.55f, 0.25f, 0.1f, 0, 0, 0, 0},
        afterSteps(1, new double[8], new Lookahead(2, 0.5), new ProximalL1(0.3)),
        1e-6f);
    // a limit of 1: meetings at ½(.5 + 2.5), cut to 1, and at ½(1 + 0)
    assertArrayEquals(
        new float[] {1, 0.5f},
        afterSteps(0.5, new double[] {2, -1}, new Lookahead(1, 0.5), new MaxNorm(1)),
        1e-6f);
  }

  @Test
  void theProximalStepWithAdamIsAsLongAsTheLearningRateSays() {
    try (Scope scope = Scope.open()) {
      Model model = new Cnn(2, 1).build(new Shape(1, 4, 4), 2);
      model.weights().initialize(new Generator(1));
      Hooks hooks = new Hooks(List.of(new ProximalL1(0.5)), 1);
      hooks.begin(model, new CrossEntropy(), new long[] {1, 1});
      hooks.at(new Moment(0, 1, 1, 0.02));
      float[] before = model.weights().flatKernels().values().toArray();
      try (Gradients off = Gradients.off()) {
        hooks.step(model.weights(), () -> {});
      }
      float[] after = model.weights().flatKernels().values().toArray();
      for (int i = 0; i < before.length; i++) {
        double expected = Math.signum(before[i]) * Math.max(Math.abs(before[i]) - 0.02 * 0.5, 0);
        assertEquals(expected, after[i], 1e-7);
      }
    }
  }

  @Test
  void whatASpectrallyNormalizedModelPredictsStandsInItsWeights() {
    assertSpectrallyNormalized(new SpectralNorm());
  }

  @Test
  void anAverageIsSpectrallyNormalizedByItsOwnSingularValue() {
    assertSpectrallyNormalized(new SpectralNorm(), new Swa(0));
  }

  private static void assertSpectrallyNormalized(Regularizer... methods) {
    try (Scope scope = Scope.open()) {
      Model model = train(methods).model();
      for (Weight kernel : model.weights().kernels()) {
        Tensor matrix = kernel.tensor().reshape(kernel.shape()[0], -1);
        // the largest singular value, by many steps of power iteration
        int units = (int) matrix.size(0);
        float[] start = new float[units];
        var random = Streams.random(1);
        for (int i = 0; i < units; i++) {
          start[i] = (float) random.nextGaussian();
        }
        Tensor u = Tensor.of(start, 1, units);
        double sigma = 0;
        for (int i = 0; i < 200; i++) {
          Tensor v = u.matrixTimes(matrix);
          u = v.matrixTimes(matrix.transposed());
          sigma = Math.sqrt(u.norm().item());
          u = u.times(1 / u.norm().item());
        }
        assertTrue(Math.abs(sigma - 1) < 1e-4, kernel.name() + " " + sigma);
      }
    }
  }
}
