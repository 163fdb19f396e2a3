package io.ridgeline.train;

import io.ridgeline.data.Box;
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
import io.ridgeline.task.Detection;
import io.ridgeline.trial.Detections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Images of one shape with boxes around objects; judged in the pixels of the images as decoded. */
final class LabelledBoxes implements Samples {
  /** Examples that are looked at after each epoch. */
  static final int GLANCE = 64;

  private static final int CHUNK = 8;

  private final Prepared prepared;
  private final int[] examples;
  private final Normalization normalization;
  private final Detection task;
  private final Shape shape;

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
    this.shape = prepared.shape();
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

  @Override
  public Batch batch(int[] rows, RandomGenerator random) {
    float[] pixels = new float[rows.length * shape.count()];
    List<List<LabelledBox>> boxes = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      PreparedImage image = prepared.images().get(examples[rows[i]]);
      float[] one = normalization.apply(image.pixels());
      System.arraycopy(one, 0, pixels, i * one.length, one.length);
      boxes.add(image.boxes());
    }
    return new Batch(Tensor.of(pixels, shape.tensor(rows.length)), task.encode(boxes));
  }

  private Batch chunk(int from) {
    int[] rows = IntStream.range(from, Math.min(size(), from + CHUNK)).toArray();
    return batch(rows, RandomGenerator.getDefault());
  }

  @Override
  public long[] classCounts() {
    long[] counts = new long[task.classes()];
    for (int example : examples) {
      prepared.images().get(example).boxes().forEach(object -> counts[object.label()]++);
    }
    return counts;
  }

  @Override
  public Evaluation look(Model model, Loss loss, Prediction prediction, List<String> metrics) {
    List<DetectionCase> cases = new ArrayList<>();
    double sum = 0;
    for (int from = 0; from < size(); from += CHUNK) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Batch batch = chunk(from);
        int n = (int) batch.images().size(0);
        Tensor outputs = model.forward(batch.images(), Pass.EVALUATION);
        sum += loss.value(outputs, batch.targets()).item() * n;
        Tensor scored =
            prediction.plain() ? new Places(outputs).scored() : prediction.places(batch.images());
        for (int i = 0; i < n; i++) {
          cases.add(judged(examples[from + i], scored.narrow(0, i, 1).toArray()));
        }
      }
    }
    return new Evaluation(Detections.of(examples, cases, task.classes()), sum / size());
  }

  private DetectionCase judged(int example, float[] scored) {
    Example of = prepared.cohort().examples().get(example);
    List<LabelledBox> truth = of.target() instanceof Boxes boxes ? boxes.objects() : List.of();
    List<ScoredBox> found = new ArrayList<>();
    for (ScoredBox box : task.decode(scored, shape)) {
      Optional<Box> own = Fit.back(box.box(), of.image(), prepared.preparation());
      own.ifPresent(b -> found.add(new ScoredBox(b, box.label(), box.score())));
    }
    return new DetectionCase(truth, found);
  }

  /** On the scores of places, picked evenly; what of them is an object is not asked. */
  @Override
  public Prediction fit(Prediction prediction, Hooks hooks) {
    int perImage = Math.max(1, Prediction.FIT_PIXELS / size());
    return prediction.fit(
        now -> rows(now, perImage).toArray(double[][]::new), new int[size()], hooks);
  }

  private List<double[]> rows(Prediction prediction, int perImage) {
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < size(); from += CHUNK) {
      try (Scope scope = Scope.open()) {
        Tensor scored = prediction.places(chunk(from).images());
        int places = (int) scored.size(1);
        int columns = (int) scored.size(2);
        float[] values = scored.toArray();
        for (int image = 0; image < values.length; image += places * columns) {
          for (int a : Samples.evenly(places, perImage)) {
            int row = image + a * columns;
            rows.add(
                IntStream.range(row, row + task.classes()).mapToDouble(k -> values[k]).toArray());
          }
        }
      }
    }
    return rows;
  }

  @Override
  public void measureStatistics(Model model) {
    for (int from = 0; from < size(); from += CHUNK) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Tensor images = chunk(from).images();
        double length = images.size(0);
        model.forward(images, Evaluation.measuring(length / (from + length)));
      }
    }
  }
}
