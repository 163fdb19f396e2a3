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
 *
 * <p>Where patches are smaller than an image, a third of them are laid around a pixel of the
 * foreground, of a class drawn evenly from those in the image (Isensee et al. 2021); the others
 * anywhere.
 */
final class LabelledMaps implements Samples {
  /** Examples that are looked at after each epoch: whole images take their time. */
  static final int GLANCE = 32;

  private static final double FOREGROUND = 1.0 / 3;

  /** Foreground places kept of a class in an image. */
  private static final int PLACES = 4096;

  private final List<PreparedImage> images;
  private final int[] examples;
  private final Shape patch;
  private final Normalization normalization;
  private final Segmentation task;
  private final Map<Integer, int[][]> foreground = new LinkedHashMap<>();

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
      Patch drawn = draw(row, Streams.random(Streams.seed(examples[row], "quick")));
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
      Patch at = draw(rows[i], random);
      float[] cut = at.cut(normalization.apply(image.pixels()), image.shape());
      System.arraycopy(cut, 0, pixels, i * cut.length, cut.length);
      byte[] mask = at.cut(image.labels(), image.shape());
      System.arraycopy(mask, 0, labels, i * mask.length, mask.length);
    }
    return new Batch(Tensor.of(pixels, patch.tensor(rows.length)), task.encode(labels, patch));
  }

  private Patch draw(int row, RandomGenerator random) {
    Shape image = image(row).shape();
    if (image.equals(patch)) {
      return new Patch(0, 0, 0, patch);
    }
    int[][] classes = foreground.computeIfAbsent(row, r -> places(image(r)));
    boolean around = random.nextDouble() < FOREGROUND && classes.length > 0;
    int[] middle = {-1, -1, -1};
    if (around) {
      int[] places = classes[random.nextInt(classes.length)];
      int place = places[random.nextInt(places.length)];
      middle[0] = place / (image.height() * image.width());
      middle[1] = place / image.width() % image.height();
      middle[2] = place % image.width();
    }
    return new Patch(
        start(image.depth(), patch.depth(), middle[0], random),
        start(image.height(), patch.height(), middle[1], random),
        start(image.width(), patch.width(), middle[2], random),
        patch);
  }

  /** Where a patch begins on an axis: around a place if there is one, else anywhere inside. */
  private static int start(int length, int side, int middle, RandomGenerator random) {
    int room = length - side;
    if (room <= 0) {
      return Math.floorDiv(room, 2);
    }
    return middle < 0
        ? random.nextInt(room + 1)
        : Math.max(0, Math.min(room, middle - random.nextInt(side)));
  }

  /** Of each foreground class in an image, some of its places, picked evenly. */
  private int[][] places(PreparedImage image) {
    byte[] labels = image.labels();
    int[] counts = new int[task.classes()];
    for (byte label : labels) {
      counts[label]++;
    }
    int[][] places = new int[task.classes()][];
    int[] seen = new int[task.classes()];
    Arrays.setAll(places, k -> new int[Math.min(PLACES, counts[k])]);
    for (int i = 0; i < labels.length; i++) {
      int k = labels[i];
      // the j-th of n is kept as the (j·p/n)-th of p
      places[k][(int) ((long) seen[k]++ * places[k].length / counts[k])] = i;
    }
    return Arrays.stream(places).skip(1).filter(p -> p.length > 0).toArray(int[][]::new);
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
    float[] pixels = normalization.apply(image.pixels());
    return task.decide(
        new SlidingWindow(image.shape(), patch)
            .join(
                at -> {
                  try (Scope scope = Scope.open();
                      Gradients off = Gradients.off()) {
                    Tensor x = patch(at, pixels, image.shape());
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
      float[] pixels = normalization.apply(image.pixels());
      float[] maps =
          new SlidingWindow(image.shape(), patch)
              .join(
                  at -> {
                    try (Scope scope = Scope.open()) {
                      return prediction.maps(patch(at, pixels, image.shape())).toArray();
                    }
                  });
      for (int i : picked[row]) {
        double[] of = new double[task.classes()];
        for (int k = 0; k < of.length; k++) {
          of[k] = maps[k * image.shape().plane() + i];
        }
        rows.add(of);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private static Tensor patch(Patch at, float[] pixels, Shape image) {
    return Tensor.of(at.cut(pixels, image), at.shape().tensor(1));
  }

  @Override
  public void measureStatistics(Model model) {
    int seen = 0;
    for (int row = 0; row < size(); row++) {
      PreparedImage image = image(row);
      float[] pixels = normalization.apply(image.pixels());
      for (Patch at : new SlidingWindow(image.shape(), patch).patches()) {
        try (Scope scope = Scope.open();
            Gradients off = Gradients.off()) {
          seen++;
          model.forward(patch(at, pixels, image.shape()), Evaluation.measuring(1.0 / seen));
        }
      }
    }
  }
}
