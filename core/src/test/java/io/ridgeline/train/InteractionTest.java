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
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.augment.Mixup;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.averaging.Swa;
import io.ridgeline.regularize.projection.UnitNorm;
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
  private record Trained(Model model, Samples train) {}

  private static Trained train(Regularizer... methods) {
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
            new Hooks(List.of(methods), 1),
            new Classification(2));
    Samples train = samples(3);
    try {
      training.run(train, samples(4), 7, (epoch, of) -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Trained(model, train);
  }

  private static Samples samples(long seed) {
    int[] labels = IntStream.range(0, IMAGES).map(i -> i % 2).toArray();
    return new Samples(
        new Generator(seed).normal(IMAGES, 1, 8, 8), labels, IntStream.range(0, IMAGES).toArray());
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
      Trained trained = train(new Swa(0.5));
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
    try (Scope scope = Scope.open()) {
      Model model = train(new SpectralNorm()).model();
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
        assertTrue(Math.abs(sigma - 1) < 0.05, kernel.name() + " " + sigma);
      }
    }
  }
}
