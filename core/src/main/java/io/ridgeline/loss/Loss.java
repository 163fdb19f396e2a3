package io.ridgeline.loss;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A data loss: how far a model's outputs are from the targets, and what its outputs mean.
 *
 * <p>Targets are class probabilities: {@code [N, K]} of images, {@code [N, K, H, W]} or {@code [N,
 * K, D, H, W]} of their pixels; one-hot, or softened and mixed by regularizers. Logits have the
 * same form. Class 0 of pixels is the background. What a detector says and is to say stands in
 * {@link FocalGiou}.
 *
 * <p>A loss is a mean over examples (the images of a classification, the pixels of a segmentation)
 * of what {@link #each} gives, and a part that no single pixel has, {@link #whole}.
 */
public sealed interface Loss
    permits CrossEntropy,
        BinaryCrossEntropy,
        MeanSquaredError,
        DiceCrossEntropy,
        Dice,
        Tversky,
        FocalGiou {
  /** Every loss. */
  static List<Loss> all() {
    return List.of(
        new CrossEntropy(),
        new BinaryCrossEntropy(),
        new MeanSquaredError(),
        new DiceCrossEntropy(),
        new Dice(),
        new Tversky(),
        new FocalGiou());
  }

  /** The loss with this name in study files. */
  static Loss named(String name) {
    return all().stream()
        .filter(loss -> loss.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StudyFileException(
                    Suggestion.unknown("loss", name, all().stream().map(Loss::name).toList())));
  }

  /** The losses for a task, first the one that is taken where none is named. */
  static List<Loss> of(TaskKind task) {
    Loss usual =
        switch (task) {
          case CLASSIFICATION -> new CrossEntropy();
          case SEGMENTATION -> new DiceCrossEntropy();
          case DETECTION -> new FocalGiou();
        };
    return Stream.concat(Stream.of(usual), all().stream())
        .filter(loss -> loss.tasks().contains(task))
        .distinct()
        .toList();
  }

  /** Its name in study files. */
  String name();

  /** The tasks it is defined for. */
  Set<TaskKind> tasks();

  /** The number of outputs that a model needs for K classes. */
  default int outputs(int classes) {
    return classes;
  }

  /**
   * The loss of a batch, a scalar: the mean over the examples, and {@link #whole}.
   *
   * @param logits {@code [N, outputs, ...]}
   * @param targets {@code [N, K, ...]}
   */
  default Tensor value(Tensor logits, Tensor targets) {
    Tensor mean = each(logits, targets).mean();
    return whole(logits, targets).map(mean::plus).orElse(mean);
  }

  /**
   * The loss of every example, one image or pixel after the other, {@code [N]} or {@code [N·H·W]};
   * with {@link #whole} their mean is {@link #value} but for its last bits.
   *
   * @param logits {@code [N, outputs, ...]}
   * @param targets {@code [N, K, ...]}
   */
  Tensor each(Tensor logits, Tensor targets);

  /**
   * The part that belongs to regions and not to single pixels, a scalar; empty if there is none.
   *
   * @param logits {@code [N, outputs, ...]}
   * @param targets {@code [N, K, ...]}
   */
  default Optional<Tensor> whole(Tensor logits, Tensor targets) {
    return Optional.empty();
  }

  /**
   * The logarithms of the class probabilities {@code [N, K, ...]}, differentiable.
   *
   * @param logits {@code [N, outputs, ...]}
   */
  default Tensor logProbabilities(Tensor logits) {
    return logits.logSoftmax(1);
  }

  /**
   * Class probabilities that sum to 1.
   *
   * <p>In double precision: a float cannot tell probabilities apart that are closer to 1 than 6e-8,
   * and would tie the scores of a model that is very sure.
   *
   * @param logits the outputs for one image
   */
  default double[] probabilities(float[] logits) {
    return softmax(logits);
  }

  /** exp(z) / Σ exp(z). */
  static double[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float z : logits) {
      largest = Math.max(largest, z);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = StrictMath.exp(logits[k] - largest);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
