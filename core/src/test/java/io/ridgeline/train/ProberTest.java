package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Normalization;
import io.ridgeline.data.Split;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Linear;
import io.ridgeline.trial.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A linear classifier, whose loss and gradient are a few lines of arithmetic. */
@ExtendWith(NoLeaks.class)
final class ProberTest {
  private static final Split SPLIT =
      new Split("s", TinyData.TRAIN.examples(), TinyData.VALIDATION.examples(), new int[0]);

  @TempDir Path folder;

  private final Prober prober = new Prober(TaskKind.CLASSIFICATION, "accuracy");
  private Path model = Path.of("");
  private double accuracy;
  private double[][] kernel = new double[0][];
  private double[] bias = new double[0];
  private double[][] x = new double[0][];
  private int[] labels = new int[0];

  @BeforeEach
  void train() throws InterruptedException {
    model = folder.resolve("linear");
    try (Classifier classifier =
        new Classifier(new Linear(), TinyData.plan(new CrossEntropy(), 0.01), List.of(), 7)) {
      classifier.fit(TinyData.TRAIN, TinyData.VALIDATION);
      classifier.save(model);
      accuracy = classifier.predict(TinyData.VALIDATION).metric("accuracy");
    }
    ModelPackage read = ModelPackage.read(model);
    Normalization normalization = read.model().input().normalization();
    NamedArray weights =
        read.weights().values().stream()
            .filter(a -> a.shape().length == 2)
            .findFirst()
            .orElseThrow();
    NamedArray biases =
        read.weights().values().stream()
            .filter(a -> a.shape().length == 1)
            .findFirst()
            .orElseThrow();
    int inputs = weights.values().length / 2;
    kernel = new double[2][inputs];
    bias = new double[2];
    for (int k = 0; k < 2; k++) {
      bias[k] = biases.values()[k];
      for (int i = 0; i < inputs; i++) {
        kernel[k][i] = weights.values()[k * inputs + i];
      }
    }
    int n = TinyData.TRAIN.size();
    x = new double[n][inputs];
    labels = new int[n];
    for (int r = 0; r < n; r++) {
      int example = TinyData.TRAIN.examples()[r];
      float[] pixels =
          normalization.apply(
              Objects.requireNonNull(TinyData.IMAGES.images().get(example)).pixels());
      for (int i = 0; i < inputs; i++) {
        x[r][i] = pixels[i];
      }
      labels[r] = TinyData.IMAGES.cohort().label(example);
    }
  }

  /** The mean cross-entropy with other kernels; adds its gradient to {@code gradient}. */
  private double loss(double[][] w, double[][] gradient) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      double[] z = bias.clone();
      for (int k = 0; k < 2; k++) {
        for (int i = 0; i < x[r].length; i++) {
          z[k] += w[k][i] * x[r][i];
        }
      }
      double p = 1 / (1 + Math.exp(z[0] - z[1]));
      double[] probability = {1 - p, p};
      sum -= Math.log(probability[labels[r]]) / x.length;
      for (int k = 0; k < 2; k++) {
        double slope = (probability[k] - (labels[r] == k ? 1 : 0)) / x.length;
        for (int i = 0; i < x[r].length; i++) {
          gradient[k][i] += slope * x[r][i];
        }
      }
    }
    return sum;
  }

  private static double norm(double[][] w) {
    double squares = 0;
    for (double[] row : w) {
      for (double v : row) {
        squares += v * v;
      }
    }
    return Math.sqrt(squares);
  }

  /** The kernels moved along a direction by a share of their norm. */
  private double[][] moved(double[][] direction, double share) {
    double step = share * norm(kernel) / norm(direction);
    double[][] w = new double[2][kernel[0].length];
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < w[k].length; i++) {
        w[k][i] = kernel[k][i] + step * direction[k][i];
      }
    }
    return w;
  }

  private double[][] none() {
    return new double[2][kernel[0].length];
  }

  @Test
  void theLossRisesAsArithmeticSays() {
    Probe.Sharpness found = prober.sharpness(model, TinyData.IMAGES, SPLIT);
    double[][] gradient = none();
    double here = loss(kernel, gradient);
    assertEquals(here, found.loss(), 1e-5);
    assertEquals(loss(moved(gradient, 0.005), none()) - here, found.aligned(), 1e-5);
    double rises = 0;
    for (int draw = 0; draw < 5; draw++) {
      double[][] direction = none();
      try (Scope scope = Scope.open()) {
        float[] values =
            new Generator(Streams.seed(0, "sharpness", draw)).normal(2, kernel[0].length).toArray();
        for (int i = 0; i < values.length; i++) {
          direction[i / kernel[0].length][i % kernel[0].length] = values[i];
        }
      }
      rises += loss(moved(direction, 0.05), none()) - here;
    }
    assertEquals(rises / 5, found.random(), 1e-5);
    assertTrue(found.aligned() > 0, "uphill");
  }

  @Test
  void aModelIsJudgedOnTheImagesGiven() {
    assertEquals(
        accuracy, prober.judge(model, TinyData.IMAGES, TinyData.VALIDATION.examples()), 1e-12);
  }
}
