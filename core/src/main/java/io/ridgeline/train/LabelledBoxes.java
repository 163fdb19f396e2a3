package io.ridgeline.train;

import io.ridgeline.data.Boxes;
import io.ridgeline.data.Example;
import io.ridgeline.data.Fit;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.PreparedImage;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.loss.Places;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.augment.Motion;
import io.ridgeline.task.Detection;
import io.ridgeline.task.Patch;
import io.ridgeline.task.SlidingWindow;
import io.ridgeline.trial.Detections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Images with boxes around objects. Training sees each image whole or, where it is larger than the
 * model's input, one patch of it an epoch; a model is judged on whole images, patch by patch, in
 * the pixels of the images as decoded.
 */
final class LabelledBoxes implements Samples {
  /** Examples that are looked at after each epoch. */
  static final int GLANCE = 64;

  private static final int CHUNK = 8;

  private final Prepared prepared;
  private final int[] examples;
  private final Normalization normalization;
  private final Detection task;
  private final Shape patch;
  private final PatchSampler sampler;

  /**
   * Some examples of a data set.
   *
   * @param examples where each stands in the cohort
   */
  LabelledBoxes(Prepared prepared, int[] examples, Normalization normalization, Detection task) {
    this.prepared = prepared;
    this.examples = examples;
    this.normalization = normalization;
    this.task = task;
    this.patch = prepared.shape();
    this.sampler = new PatchSampler(patch, task.classes());
  }

  @Override
  public int size() {
    return examples.length;
  }

  @Override
  public Samples glance() {
    int[] picked =
        Arrays.stream(Samples.evenly(size(), GLANCE)).map(row -> examples[row]).toArray();
    return new LabelledBoxes(prepared, picked, normalization, task);
  }

  @Override
  public Samples quick() {
    return this;
  }

  private PreparedImage image(int row) {
    return prepared.images().get(examples[row]);
  }

  private SlidingWindow window(int row) {
    return new SlidingWindow(image(row).shape(), patch);
  }

  @Override
  public Batch batch(int[] rows, RandomGenerator random) {
    List<Patch> patches = new ArrayList<>();
    for (int row : rows) {
      patches.add(sampler.draw(row, image(row), random));
    }
    return batch(rows, patches);
  }

  private Batch batch(int[] rows, List<Patch> patches) {
    float[] pixels = new float[rows.length * patch.count()];
    List<List<LabelledBox>> boxes = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      PreparedImage image = image(rows[i]);
      Patch at = patches.get(i);
      float[] cut = at.cut(image.pixels(), image.shape(), normalization.mean());
      System.arraycopy(normalization.apply(cut), 0, pixels, i * cut.length, cut.length);
      boxes.add(at.cut(image.boxes(), Motion.VISIBLE));
    }
    return new Batch(Tensor.of(pixels, patch.tensor(rows.length)), task.encode(boxes));
  }

  private Batch alone(int row, Patch at) {
    return batch(new int[] {row}, List.of(at));
  }

  @Override
  public long[] classCounts() {
    long[] counts = new long[task.classes()];
    for (int row = 0; row < size(); row++) {
      image(row).boxes().forEach(object -> counts[object.label()]++);
    }
    return counts;
  }

  @Override
  public Evaluation look(Model model, Loss loss, Prediction prediction, List<String> metrics) {
    List<DetectionCase> cases = new ArrayList<>();
    double[] losses = new double[2];
    for (int i = 0; i < size(); i++) {
      int row = i;
      List<ScoredBox> found =
          task.join(
              window(row),
              at -> {
                try (Scope scope = Scope.open();
                    Gradients off = Gradients.off()) {
                  Batch batch = alone(row, at);
                  Tensor outputs = model.forward(batch.images(), Pass.EVALUATION);
                  losses[0] += loss.value(outputs, batch.targets()).item();
                  losses[1]++;
                  return (prediction.plain()
                          ? new Places(outputs).scored()
                          : prediction.places(batch.images()))
                      .toArray();
                }
              });
      cases.add(judged(examples[row], found));
    }
    return new Evaluation(Detections.of(examples, cases, task.classes()), losses[0] / losses[1]);
  }

  private DetectionCase judged(int example, List<ScoredBox> found) {
    Example of = prepared.cohort().examples().get(example);
    List<LabelledBox> truth = of.target() instanceof Boxes boxes ? boxes.objects() : List.of();
    List<ScoredBox> own = new ArrayList<>();
    for (ScoredBox box : found) {
      Fit.back(box.box(), of.image(), prepared.preparation())
          .ifPresent(b -> own.add(new ScoredBox(b, box.label(), box.score())));
    }
    return new DetectionCase(truth, own);
  }

  /** On the scores of places, picked evenly; what of them is an object is not asked. */
  @Override
  public Prediction fit(Prediction prediction, Hooks hooks) {
    // as many rows of every image as of the first
    int rows = prediction.plain() ? 0 : size() * rows(prediction, 1).length;
    return prediction.fit(now -> rows(now, size()), new int[rows], hooks);
  }

  /** Class scores of places in the middle patch of each of the first images. */
  private double[][] rows(Prediction prediction, int images) {
    int perImage = Math.max(1, Prediction.FIT_PIXELS / size());
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < images; row++) {
      List<Patch> patches = window(row).patches();
      try (Scope scope = Scope.open()) {
        Tensor scored = prediction.places(alone(row, patches.get(patches.size() / 2)).images());
        int columns = (int) scored.size(2);
        float[] values = scored.toArray();
        for (int place : Samples.evenly((int) scored.size(1), perImage)) {
          int from = place * columns;
          rows.add(
              IntStream.range(from, from + task.classes()).mapToDouble(k -> values[k]).toArray());
        }
      }
    }
    return rows.toArray(double[][]::new);
  }

  @Override
  public void measureStatistics(Model model) {
    List<Integer> rows = new ArrayList<>();
    List<Patch> patches = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      for (Patch at : window(row).patches()) {
        rows.add(row);
        patches.add(at);
      }
    }
    // several together, as in training: variance between images counts too
    for (int from = 0; from < rows.size(); from += CHUNK) {
      int to = Math.min(rows.size(), from + CHUNK);
      int[] chunk = rows.subList(from, to).stream().mapToInt(Integer::intValue).toArray();
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        model.forward(
            batch(chunk, patches.subList(from, to)).images(),
            Evaluation.measuring((double) (to - from) / to));
      }
    }
  }
}
