package io.ridgeline.train;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.Predictions;
import java.util.Arrays;

/**
 * What a model says of some images, without noise.
 *
 * @param predictions class probabilities
 * @param loss mean data loss; NaN without images
 */
record Evaluation(Predictions predictions, double loss) {
  private static final int CHUNK = 256;

  /** Measures the running statistics of a model anew, as the means over these images. */
  static void measureStatistics(Model model, Samples samples) {
    int n = samples.size();
    for (int from = 0; from < n; from += CHUNK) {
      int length = Math.min(CHUNK, n - from);
      Functions.Statistics measured =
          new Functions.Statistics(true, (double) length / (from + length));
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        model.forward(
            samples.images().narrow(0, from, length),
            new Pass() {
              @Override
              public Functions.Statistics statistics() {
                return measured;
              }
            });
      }
    }
  }

  static Evaluation of(Model model, Loss loss, Samples samples, Classification task) {
    int n = samples.size();
    double[][] probabilities = new double[n][];
    double sum = 0;
    for (int from = 0; from < n; from += CHUNK) {
      int length = Math.min(CHUNK, n - from);
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Tensor logits = model.forward(samples.images().narrow(0, from, length), Pass.EVALUATION);
        int[] labels = Arrays.copyOfRange(samples.labels(), from, from + length);
        sum += loss.value(logits, task.encode(labels)).item() * length;
        float[] rows = logits.toArray();
        int outputs = rows.length / length;
        for (int i = 0; i < length; i++) {
          float[] row = Arrays.copyOfRange(rows, i * outputs, (i + 1) * outputs);
          probabilities[from + i] = loss.probabilities(row);
        }
      }
    }
    return new Evaluation(
        new Predictions(samples.examples(), samples.labels(), probabilities), sum / n);
  }

  /** The same with what {@code prediction} makes of it; the loss stays that of a plain pass. */
  Evaluation by(Prediction prediction, Samples samples) {
    if (prediction.plain()) {
      return this;
    }
    return new Evaluation(
        new Predictions(
            samples.examples(), samples.labels(), prediction.scoreAll(samples.images())),
        loss);
  }
}
