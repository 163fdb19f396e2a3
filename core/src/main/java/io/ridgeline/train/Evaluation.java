package io.ridgeline.train;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
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
}
