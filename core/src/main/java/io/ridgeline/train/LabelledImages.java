package io.ridgeline.train;

import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Images of one shape with one class each, all of them in native memory. */
final class LabelledImages implements Samples {
  /** Examples that are looked at after each epoch. */
  static final int GLANCE = 256;

  private static final int CHUNK = 256;

  private final Classification task;
  private final Tensor images;
  private final int[] labels;
  private final int[] examples;
  private final Tensor targets;

  /**
   * Images that are in native memory already.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @param labels class indexes
   * @param examples where each stands in the cohort
   */
  LabelledImages(Classification task, Tensor images, int[] labels, int[] examples) {
    this.task = task;
    this.images = images;
    this.labels = labels;
    this.examples = examples;
    this.targets = task.encode(labels);
  }

  /**
   * Some examples of a data set.
   *
   * @param examples where each stands in the cohort
   */
  static LabelledImages of(
      Prepared prepared, int[] examples, Normalization normalization, Classification task) {
    int size = prepared.shape().count();
    Tensor images = Tensor.zeros(prepared.shape().tensor(examples.length));
    for (int i = 0; i < examples.length; i++) {
      try (Scope scope = Scope.open()) {
        float[] pixels = prepared.images().get(examples[i]).pixels();
        images
            .narrow(0, i, 1)
            .reshape(size)
            .copyInPlace(Tensor.of(normalization.apply(pixels), size));
      }
    }
    int[] labels = Arrays.stream(examples).map(prepared.cohort()::label).toArray();
    return new LabelledImages(task, images, labels, examples);
  }

  Tensor images() {
    return images;
  }

  int[] labels() {
    return labels;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Samples glance() {
    if (size() <= GLANCE) {
      return this;
    }
    int[] picked = Samples.evenly(size(), GLANCE);
    return new LabelledImages(
        task,
        images.rows(picked),
        Arrays.stream(picked).map(i -> labels[i]).toArray(),
        Arrays.stream(picked).map(i -> examples[i]).toArray());
  }

  @Override
  public Samples quick() {
    return this;
  }

  @Override
  public Batch batch(int[] rows, RandomGenerator random) {
    return new Batch(images.rows(rows), targets.rows(rows));
  }

  @Override
  public long[] classCounts() {
    return task.count(labels);
  }

  @Override
  public Evaluation look(Model model, Loss loss, Prediction prediction, List<String> metrics) {
    int n = size();
    double[][] probabilities = new double[n][];
    double sum = 0;
    for (int from = 0; from < n; from += CHUNK) {
      int length = Math.min(CHUNK, n - from);
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Tensor logits = model.forward(images.narrow(0, from, length), Pass.EVALUATION);
        sum += loss.value(logits, targets.narrow(0, from, length)).item() * length;
        float[] rows = logits.toArray();
        int outputs = rows.length / length;
        for (int i = 0; i < length; i++) {
          float[] row = Arrays.copyOfRange(rows, i * outputs, (i + 1) * outputs);
          probabilities[from + i] = loss.probabilities(row);
        }
      }
    }
    return new Evaluation(
        new Predictions(
            examples, labels, prediction.plain() ? probabilities : prediction.scoreAll(images)),
        sum / n);
  }

  @Override
  public Prediction fit(Prediction prediction, Hooks hooks) {
    return prediction.fit(images, labels, hooks);
  }

  @Override
  public void measureStatistics(Model model) {
    for (int from = 0; from < size(); from += CHUNK) {
      int length = Math.min(CHUNK, size() - from);
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        model.forward(
            images.narrow(0, from, length),
            Evaluation.measuring((double) length / (from + length)));
      }
    }
  }
}
