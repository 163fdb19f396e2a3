package io.ridgeline.train;

import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.PreparedImage;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.metric.CaseMeasures;
import io.ridgeline.metric.SegmentationCase;
import io.ridgeline.metric.SegmentationMetric;
import io.ridgeline.metric.SegmentationMetrics;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.task.Patch;
import io.ridgeline.task.Segmentation;
import io.ridgeline.task.SlidingWindow;
import io.ridgeline.trial.CaseScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Images of any size with a class for each pixel. Training sees one patch of each an epoch; a model
 * is judged on whole images, patch by patch.
 */
final class LabelledMaps implements Samples {
  /** Examples that are looked at after each epoch: whole images take their time. */
  static final int GLANCE = 32;

  private final List<PreparedImage> images;
  private final int[] examples;
  private final Shape patch;
  private final Normalization normalization;
  private final Segmentation task;
  private final PatchSampler sampler;

  /**
   * Some examples of a data set.
   *
   * @param examples where each stands in the cohort
   */
  static LabelledMaps of(
      Prepared prepared, int[] examples, Normalization normalization, Segmentation task) {
    return new LabelledMaps(
        Arrays.stream(examples).mapToObj(prepared.images()::get).toList(),
        examples,
        prepared.shape(),
        normalization,
        task);
  }

  private LabelledMaps(
      List<PreparedImage> images,
      int[] examples,
      Shape patch,
      Normalization normalization,
      Segmentation task) {
    this.images = images;
    this.examples = examples;
    this.patch = patch;
    this.normalization = normalization;
    this.task = task;
    this.sampler = new PatchSampler(patch, task.classes());
  }

  @Override
  public int size() {
    return examples.length;
  }

  @Override
  public Samples glance() {
    int[] picked = Samples.evenly(size(), GLANCE);
    return new LabelledMaps(
            Arrays.stream(picked).mapToObj(images::get).toList(),
            Arrays.stream(picked).map(i -> examples[i]).toArray(),
            patch,
            normalization,
            task)
        .quick();
  }

  /**
   * One patch of each image, always the same, drawn as in training. Whole images, many patches
   * each, would take longer than an epoch.
   */
  @Override
  public LabelledMaps quick() {
    List<PreparedImage> cuts = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      PreparedImage image = image(row);
      if (image.shape().equals(patch)) {
        cuts.add(image);
        continue;
      }
      Patch drawn = sampler.draw(row, image, Streams.random(Streams.seed(examples[row], "quick")));
      Patch at = drawn.within(image.shape());
      Shape shape =
          new Shape(
              image.shape().channels(),
              at.shape().depth(),
              at.shape().height(),
              at.shape().width());
      cuts.add(
          new PreparedImage(
              shape,
              at.cut(image.pixels(), image.shape()),
              at.cut(image.labels(), image.shape()),
              image.spacing()));
    }
    return new LabelledMaps(cuts, examples, patch, normalization, task);
  }

  private PreparedImage image(int row) {
    return images.get(row);
  }

  @Override
  public Batch batch(int[] rows, RandomGenerator random) {
    float[] pixels = new float[rows.length * patch.count()];
    byte[] labels = new byte[rows.length * patch.plane()];
    for (int i = 0; i < rows.length; i++) {
      PreparedImage image = image(rows[i]);
      Patch at = sampler.draw(rows[i], image, random);
      float[] cut = cut(at, image);
      System.arraycopy(cut, 0, pixels, i * cut.length, cut.length);
      byte[] mask = at.cut(image.labels(), image.shape());
      System.arraycopy(mask, 0, labels, i * mask.length, mask.length);
    }
    return new Batch(Tensor.of(pixels, patch.tensor(rows.length)), task.encode(labels, patch));
  }

  @Override
  public long[] classCounts() {
    long[] counts = new long[task.classes()];
    for (int row = 0; row < size(); row++) {
      for (byte label : image(row).labels()) {
        counts[label]++;
      }
    }
    return counts;
  }

  @Override
  public Evaluation look(Model model, Loss loss, Prediction prediction, List<String> metrics) {
    List<SegmentationMetric> wanted =
        SegmentationMetrics.ALL.stream().filter(m -> metrics.contains(m.name())).toList();
    double[][][] values = new double[wanted.size()][size()][task.classes() - 1];
    double[] losses = new double[2];
    for (int row = 0; row < size(); row++) {
      PreparedImage image = image(row);
      Shape shape = image.shape();
      SegmentationCase masks =
          new SegmentationCase(
              image.labels(),
              predict(model, loss, prediction, image, losses),
              shape.depth(),
              shape.height(),
              shape.width(),
              image.spacing());
      double[][] byClass = CaseMeasures.of(masks, task.classes(), wanted);
      for (int m = 0; m < values.length; m++) {
        for (int k = 0; k < byClass.length; k++) {
          values[m][row][k] = byClass[k][m];
        }
      }
    }
    Map<String, double[][]> byName = new LinkedHashMap<>();
    for (int m = 0; m < values.length; m++) {
      byName.put(wanted.get(m).name(), values[m]);
    }
    return new Evaluation(new CaseScores(examples, byName), losses[0] / losses[1]);
  }

  /** The most probable classes; adds the loss of every patch to the sum and the count. */
  private byte[] predict(
      Model model, Loss loss, Prediction prediction, PreparedImage image, double[] losses) {
    return task.decide(
        new SlidingWindow(image.shape(), patch)
            .join(
                at -> {
                  try (Scope scope = Scope.open();
                      Gradients off = Gradients.off()) {
                    Tensor x = patch(at, image);
                    Tensor logits = model.forward(x, Pass.EVALUATION);
                    byte[] labels = at.cut(image.labels(), image.shape());
                    losses[0] += loss.value(logits, task.encode(labels, at.shape())).item();
                    losses[1]++;
                    return (prediction.plain()
                            ? loss.logProbabilities(logits).exp()
                            : prediction.maps(x))
                        .toArray();
                  }
                }));
  }

  @Override
  public Prediction fit(Prediction prediction, Hooks hooks) {
    int[][] picked = new int[size()][];
    Arrays.setAll(
        picked,
        row ->
            Samples.evenly(
                image(row).shape().plane(), Math.max(1, Prediction.FIT_PIXELS / size())));
    int[] labels =
        IntStream.range(0, size())
            .flatMap(row -> Arrays.stream(picked[row]).map(i -> image(row).labels()[i]))
            .toArray();
    return prediction.fit(now -> rows(now, picked), labels, hooks);
  }

  /** Class probabilities of some pixels of each image, a row a pixel. */
  private double[][] rows(Prediction prediction, int[][] picked) {
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      PreparedImage image = image(row);
      float[][] maps =
          new SlidingWindow(image.shape(), patch)
              .join(
                  at -> {
                    try (Scope scope = Scope.open()) {
                      return prediction.maps(patch(at, image)).toArray();
                    }
                  });
      for (int i : picked[row]) {
        double[] of = new double[task.classes()];
        for (int k = 0; k < of.length; k++) {
          // as where the methods act on maps: a probability too small for a float is no zero
          of[k] = Math.max(maps[k][i], Float.MIN_NORMAL);
        }
        rows.add(of);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private Tensor patch(Patch at, PreparedImage image) {
    return Tensor.of(cut(at, image), at.shape().tensor(1));
  }

  /** Normalized; 0 outside the image. */
  private float[] cut(Patch at, PreparedImage image) {
    return normalization.apply(at.cut(image.pixels(), image.shape(), normalization.mean()));
  }

  @Override
  public void measureStatistics(Model model) {
    int seen = 0;
    for (int row = 0; row < size(); row++) {
      PreparedImage image = image(row);
      for (Patch at : new SlidingWindow(image.shape(), patch).patches()) {
        try (Scope scope = Scope.open();
            Gradients off = Gradients.off()) {
          seen++;
          model.forward(patch(at, image), Evaluation.measuring(1.0 / seen));
        }
      }
    }
  }
}
