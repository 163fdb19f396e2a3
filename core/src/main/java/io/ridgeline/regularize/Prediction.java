package io.ridgeline.regularize;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.loss.Places;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.trial.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a fitted model predicts: a pass through the model, inside the methods that change prediction.
 * A classification has a row of class probabilities an image, a segmentation a map a class. Of an
 * ensemble, the pass is the mean of the class probabilities over its members.
 *
 * <p>What it says of an image does not depend on the images beside it, noise included: every image
 * meets the same draws.
 */
public final class Prediction {
  private static final int CHUNK = 256;

  /** Pixels of the validation part on which methods are fitted at most. */
  public static final int FIT_PIXELS = 20_000;

  private final List<Model> models;
  private final Loss loss;
  private final List<LayerNoise> noises;
  private final List<PredictionTransform> transforms;

  /** The prediction of a model trained with these methods; those of other kinds play no part. */
  public Prediction(Model model, Loss loss, List<? extends Regularizer> methods) {
    this(
        List.of(model),
        loss,
        of(LayerNoise.class, methods),
        of(PredictionTransform.class, methods));
  }

  private Prediction(
      List<Model> models,
      Loss loss,
      List<LayerNoise> noises,
      List<PredictionTransform> transforms) {
    this.models = models;
    this.loss = loss;
    this.noises = noises;
    this.transforms = transforms;
  }

  private static <K extends Regularizer> List<K> of(
      Class<K> kind, List<? extends Regularizer> methods) {
    return methods.stream()
        .filter(m -> !m.isOff())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Of some methods, those that a prediction needs. */
  public List<Regularizer> methods() {
    return transforms.isEmpty()
        ? List.of()
        : Stream.<Regularizer>concat(noises.stream(), transforms.stream()).toList();
  }

  /** Whether anything but a pass through one model happens. */
  public boolean plain() {
    return transforms.isEmpty() && models.size() == 1;
  }

  /** The models that predict beside the one that was fitted. */
  public List<Model> members() {
    return models.subList(0, models.size() - 1);
  }

  /** The same with members beside the one model. */
  public Prediction beside(List<Model> members) {
    return new Prediction(
        Stream.concat(members.stream(), models.stream()).toList(), loss, noises, transforms);
  }

  /**
   * The same with the members that the training left, in the current scope, and every method
   * fitted, in their order, on what the ones before it predict.
   *
   * @param images of the validation part, {@code [N, C, H, W]}, normalized
   * @param labels class indexes
   * @param hooks are told what each method did
   */
  public Prediction fit(Tensor images, int[] labels, Hooks hooks) {
    return fit(now -> now.scoreAll(images), labels, hooks);
  }

  /**
   * The same for validation examples of any kind.
   *
   * @param rows class probabilities of the examples by a prediction, a row an example
   * @param labels the class of each
   * @param hooks are told what each method did
   */
  public Prediction fit(Function<Prediction, double[][]> rows, int[] labels, Hooks hooks) {
    List<Model> members = hooks.members().stream().map(models.get(0)::with).toList();
    if (plain() && members.isEmpty()) {
      return this;
    }
    Prediction now = new Prediction(models, loss, noises, List.of());
    double[][] before = rows.apply(now);
    if (!members.isEmpty()) {
      now = now.beside(members);
      double[][] mean = rows.apply(now);
      hooks.ensembled(before, mean);
      before = mean;
    }
    for (PredictionTransform method : transforms) {
      PredictionTransform fitted =
          method.fit(new Predictions(IntStream.range(0, labels.length).toArray(), labels, before));
      now = now.and(fitted);
      double[][] next = rows.apply(now);
      hooks.predicted(fitted, before, next);
      before = next;
    }
    return now;
  }

  private Prediction and(PredictionTransform last) {
    return new Prediction(
        models, loss, noises, Stream.concat(transforms.stream(), Stream.of(last)).toList());
  }

  /** Class probabilities of any number of images, a few hundred at a time. */
  public double[][] scoreAll(Tensor images) {
    int n = (int) images.size(0);
    double[][] rows = new double[n][];
    for (int from = 0; from < n; from += CHUNK) {
      try (Scope scope = Scope.open()) {
        double[][] part = score(images.narrow(0, from, Math.min(CHUNK, n - from)));
        System.arraycopy(part, 0, rows, from, part.length);
      }
    }
    return rows;
  }

  /** Class probabilities: one row an image. */
  public double[][] score(Tensor images) {
    try (Gradients off = Gradients.off()) {
      Scorer now = this::pass;
      for (PredictionTransform method : transforms) {
        Scorer inner = now;
        now = (x, pass) -> method.predict(x, pass, inner, k -> new NoisyPass(noises, k));
      }
      return now.score(images, Pass.EVALUATION);
    }
  }

  /**
   * Class probabilities of every pixel, in the current scope.
   *
   * @param images {@code [N, C, H, W]} or {@code [N, C, D, H, W]}, normalized
   * @return {@code [N, K, H, W]} or {@code [N, K, D, H, W]}, summing to 1 over K
   */
  public Tensor maps(Tensor images) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      MapScorer now = this::mapPass;
      for (PredictionTransform method : transforms) {
        MapScorer inner = now;
        now = (x, pass) -> method.predictMaps(x, pass, inner, k -> new NoisyPass(noises, k));
      }
      return scope.keep(now.score(images, Pass.EVALUATION));
    }
  }

  private Tensor mapPass(Tensor images, Pass pass) {
    return mean(model -> loss.logProbabilities(model.forward(images, pass)).exp());
  }

  /** The mean over the members, in the current scope. */
  private Tensor mean(Function<Model, Tensor> said) {
    Tensor sum = alone(models.get(0), said);
    for (Model member : models.subList(1, models.size())) {
      try (Scope scope = Scope.open()) {
        sum.addInPlace(alone(member, said), 1);
      }
    }
    return models.size() == 1 ? sum : sum.scaleInPlace(1.0 / models.size());
  }

  private static Tensor alone(Model model, Function<Model, Tensor> said) {
    // several passes for one prediction must not hold their activations together
    try (Scope scope = Scope.open()) {
      return scope.keep(said.apply(model));
    }
  }

  /**
   * What is seen at every place, in the current scope.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @return what {@link Places#scored} holds, {@code [N, A, K + 7]}
   */
  public Tensor places(Tensor images) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      PlaceScorer now = this::placePass;
      for (PredictionTransform method : transforms) {
        PlaceScorer inner = now;
        now = (x, pass) -> method.predictPlaces(x, pass, inner, k -> new NoisyPass(noises, k));
      }
      return scope.keep(now.score(images, Pass.EVALUATION));
    }
  }

  private Tensor placePass(Tensor images, Pass pass) {
    return mean(model -> new Places(model.forward(images, pass)).scored());
  }

  private double[][] pass(Tensor images, Pass pass) {
    double[][] mean = pass(models.get(0), images, pass);
    for (Model member : models.subList(1, models.size())) {
      double[][] rows = pass(member, images, pass);
      for (int i = 0; i < rows.length; i++) {
        for (int k = 0; k < rows[i].length; k++) {
          mean[i][k] += rows[i][k];
        }
      }
    }
    for (double[] row : mean) {
      for (int k = 0; k < row.length; k++) {
        row[k] /= models.size();
      }
    }
    return mean;
  }

  private double[][] pass(Model model, Tensor images, Pass pass) {
    float[] logits;
    // several passes for one prediction must not hold their activations together
    try (Scope scope = Scope.open()) {
      logits = model.forward(images, pass).toArray();
    }
    int n = (int) images.size(0);
    int outputs = logits.length / n;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = loss.probabilities(Arrays.copyOfRange(logits, i * outputs, (i + 1) * outputs));
    }
    return rows;
  }
}
