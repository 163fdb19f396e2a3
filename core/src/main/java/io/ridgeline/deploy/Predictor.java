package io.ridgeline.deploy;

import io.ridgeline.DataException;
import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Fit;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.PreparedImage;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.image.Image;
import io.ridgeline.loss.Loss;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.task.Detection;
import io.ridgeline.task.NonMaximumSuppression;
import io.ridgeline.task.Patch;
import io.ridgeline.task.Segmentation;
import io.ridgeline.task.SlidingWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A packaged model, loaded and ready to score images.
 *
 * <p>Holds native memory until it is closed; is used and closed on the thread that opened it, the
 * last one opened first.
 */
public final class Predictor implements AutoCloseable {
  private final ModelDescription description;
  private final Normalization normalization;
  private final Loss loss;
  private final Model model;
  private final Prediction prediction;
  private final Scope scope;

  private Predictor(ModelPackage source) {
    Engine.useThreads(1);
    description = source.model();
    normalization = description.input().normalization();
    loss = Loss.named(description.loss());
    Architecture architecture = Architecture.of(description.architecture());
    requireFor(description.task(), architecture, loss);
    scope = Scope.open();
    try {
      model =
          architecture.build(
              description.input().shape(), loss.outputs(description.classes().size()));
      model.weights().initialize(new Generator(0));
      model.weights().load(values(source.weights()));
      prediction =
          new Prediction(model, loss, Catalog.create(description.prediction()))
              .beside(source.members().stream().map(m -> model.with(values(m))).toList());
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  private static void requireFor(String task, Architecture architecture, Loss loss) {
    TaskKind kind = TaskKind.valueOf(task.toUpperCase(Locale.ROOT));
    if (!Descriptor.of(architecture.getClass()).tasks().contains(kind)
        || !loss.tasks().contains(kind)) {
      throw new IllegalArgumentException(
          architecture.setting().name() + " with " + loss.name() + " is no model of " + task);
    }
  }

  private static Map<String, float[]> values(Map<String, NamedArray> arrays) {
    Map<String, float[]> values = new HashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.values()));
    return values;
  }

  /**
   * Loads a package.
   *
   * @throws StoreException {@code INTEGRITY} if a byte of it was changed, or its weights are not
   *     those of the model it describes
   */
  public static Predictor open(Path source) {
    ModelPackage read = ModelPackage.read(source);
    try {
      return of(read);
    } catch (StudyFileException | IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Reason.INTEGRITY,
          source,
          "its weights do not make the model it describes: " + e.getMessage(),
          e);
    }
  }

  /** Loads a package that was read already. */
  public static Predictor of(ModelPackage source) {
    return new Predictor(source);
  }

  /** What the model is. */
  public ModelDescription description() {
    return description;
  }

  /** The network with its weights. */
  public Model model() {
    return model;
  }

  /** The data loss that it was trained by. */
  public Loss loss() {
    return loss;
  }

  /** How it predicts: the network, and what stands around it. */
  public Prediction prediction() {
    return prediction;
  }

  /**
   * Why the model can say nothing of an image: a volume where it was trained on flat images or the
   * other way round, or pixels of unknown spacing where it was trained at a spacing in mm.
   */
  public Optional<String> refuses(Image image) {
    ModelDescription.Input input = description.input();
    boolean slices = input.patch() && !description.task().equals("detection");
    if (image.depth() > 1 && input.depth() == 1 && !slices) {
      return Optional.of("is a volume; the model was trained on flat images");
    }
    if (image.depth() == 1 && input.depth() > 1) {
      return Optional.of("is a flat image; the model was trained on volumes");
    }
    if (!input.spacing().isEmpty() && !image.spacing().unit().equals("mm")) {
      return Optional.of(
          "does not say how many millimetres its pixels are apart; the model was trained at "
              + input.spacing()
              + " mm");
    }
    return Optional.empty();
  }

  private void require(Image image) {
    refuses(image)
        .ifPresent(
            why -> {
              throw new DataException("the image " + why);
            });
  }

  /**
   * The probability of every class.
   *
   * @param image of any size; it is brought to the model's own form
   * @throws IllegalStateException if the model draws masks
   * @throws DataException if the model {@link #refuses} it
   */
  public double[] predict(Image image) {
    require("classification");
    require(image);
    float[] pixels = Fit.of(image, description.input().preparation()).pixels();
    var shape = description.input().shape();
    try (Scope step = Scope.open()) {
      Tensor batch = Tensor.of(normalization.apply(pixels), shape.tensor(1));
      return prediction.score(batch)[0];
    }
  }

  /**
   * The class of every pixel.
   *
   * @param image of any size; it is brought to the model's own form, patch by patch if the model
   *     was trained on patches, and the probabilities back to the image's own pixels
   * @return D·H·W indexes into the classes, row-major
   * @throws IllegalStateException if the model gives one class an image
   * @throws DataException if the model {@link #refuses} it
   */
  public byte[] segment(Image image) {
    require("segmentation");
    require(image);
    Preparation preparation = description.input().preparation();
    PreparedImage prepared = Fit.of(image, preparation);
    float[][] maps =
        new SlidingWindow(prepared.shape(), description.input().shape())
            .join(at -> said(at, prepared, prediction::maps));
    for (int k = 0; k < maps.length; k++) {
      maps[k] = Fit.back(maps[k], image, preparation);
    }
    return new Segmentation(description.classes().size()).decide(maps);
  }

  private float[] said(Patch at, PreparedImage image, UnaryOperator<Tensor> by) {
    // normalized, what lies outside the image becomes 0
    float[] cut = at.cut(image.pixels(), image.shape(), normalization.mean());
    try (Scope step = Scope.open()) {
      Tensor patch = Tensor.of(normalization.apply(cut), at.shape().tensor(1));
      return by.apply(patch).toArray();
    }
  }

  /**
   * The objects in an image, the surest first.
   *
   * @param image of any size; it is brought to the model's own form, patch by patch if the model
   *     was trained on patches, and boxes back to the image's own pixels
   * @throws IllegalStateException if the model finds no objects
   * @throws DataException if the model {@link #refuses} it
   */
  public List<ScoredBox> detect(Image image) {
    return detect(image, Detection.SUPPRESSION);
  }

  /** The same, with another way to leave one of several boxes around an object. */
  public List<ScoredBox> detect(Image image, NonMaximumSuppression suppression) {
    require("detection");
    require(image);
    Preparation preparation = description.input().preparation();
    PreparedImage prepared = Fit.of(image, preparation);
    SlidingWindow window = new SlidingWindow(prepared.shape(), description.input().shape());
    List<ScoredBox> found = new ArrayList<>();
    for (ScoredBox box :
        new Detection(description.classes().size())
            .join(window, at -> said(at, prepared, prediction::places), suppression)) {
      Fit.back(box.box(), image, preparation)
          .ifPresent(own -> found.add(new ScoredBox(own, box.label(), box.score())));
    }
    return found;
  }

  private void require(String task) {
    if (!description.task().equals(task)) {
      throw new IllegalStateException(
          "this is a model of " + description.task() + ", and " + task + " is asked for");
    }
  }

  /** The class that is said: by the threshold with two classes, else the most probable one. */
  public int decide(double[] probabilities) {
    Double threshold = description.threshold();
    if (threshold != null) {
      return probabilities[1] >= threshold ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  @Override
  public void close() {
    scope.close();
  }
}
