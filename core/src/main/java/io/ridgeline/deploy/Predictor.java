package io.ridgeline.deploy;

import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.Fit;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.image.Image;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model ready to say what images show; prepares them as those it was trained on.
 *
 * <p>Belongs to the thread that opened it, and must be closed in the reverse order of opening.
 */
public final class Predictor implements AutoCloseable {
  private final ModelDescription description;
  private final Shape shape;
  private final Normalization normalization;
  private final Loss loss;
  private final Scope scope;
  private final Model model;

  private Predictor(ModelDescription description, Scope scope, Model model, Loss loss) {
    this.description = description;
    this.shape = description.input().shape();
    this.normalization = description.input().normalization();
    this.scope = scope;
    this.model = model;
    this.loss = loss;
  }

  /**
   * The model of a package.
   *
   * @throws StoreException {@code INTEGRITY} if the package is damaged, or its weights do not fit
   *     its architecture
   */
  public static Predictor open(Path source) {
    ModelPackage from = ModelPackage.read(source);
    Engine.useThreads(1);
    Scope scope = Scope.open();
    try {
      Loss loss = Loss.named(from.model().loss());
      Model model =
          Architecture.of(from.model().architecture())
              .build(
                  from.model().input().shape(), loss.outputs(from.model().classes().size()));
      model.weights().initialize(new Generator(0));
      model.weights().load(values(from, model));
      return new Predictor(from.model(), scope, model, loss);
    } catch (StudyFileException | IllegalArgumentException e) {
      scope.close();
      throw new StoreException(
          StoreException.Reason.INTEGRITY,
          source,
          "its weights do not make the model it describes: " + e.getMessage(),
          e);
    }
  }

  private static Map<String, float[]> values(ModelPackage from, Model model) {
    Map<String, float[]> values = new LinkedHashMap<>();
    from.weights().forEach((name, array) -> values.put(name, array.values()));
    for (Weight weight : model.weights().all()) {
      NamedArray array = from.weights().get(weight.name());
      if (array != null && !Arrays.equals(array.shape(), weight.shape())) {
        throw new IllegalArgumentException(
            weight.name() + " has the shape " + Arrays.toString(array.shape()));
      }
    }
    return values;
  }

  /** What the model is. */
  public ModelDescription description() {
    return description;
  }

  /** The probability of each class, summing to 1. */
  public double[] probabilities(Image image) {
    float[] pixels = normalization.apply(Fit.of(image, shape, description.input().resize()));
    try (Scope step = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor x = Tensor.of(pixels, 1, shape.channels(), shape.height(), shape.width());
      float[] row = loss.probabilities(model.forward(x, Pass.EVALUATION)).toArray();
      double[] probabilities = new double[row.length];
      for (int k = 0; k < row.length; k++) {
        probabilities[k] = row[k];
      }
      return probabilities;
    }
  }

  /** The class that is said for such probabilities: by the threshold, else the most probable. */
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
