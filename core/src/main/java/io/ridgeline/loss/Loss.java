package io.ridgeline.loss;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.engine.Tensor;
import java.util.List;

/**
 * A data loss: how far a model's outputs are from the targets, and what its outputs mean.
 *
 * <p>Targets are class probabilities {@code [N, K]}: one-hot, or softened and mixed by
 * regularizers.
 */
public sealed interface Loss permits CrossEntropy, BinaryCrossEntropy, MeanSquaredError {
  /** Every loss. */
  List<Loss> ALL = List.of(new CrossEntropy(), new BinaryCrossEntropy(), new MeanSquaredError());

  /** The loss with this name in study files. */
  static Loss named(String name) {
    return ALL.stream()
        .filter(loss -> loss.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StudyFileException(
                    Suggestion.unknown("loss", name, ALL.stream().map(Loss::name).toList())));
  }

  /** Its name in study files. */
  String name();

  /** The number of outputs that a model needs for K classes. */
  int outputs(int classes);

  /**
   * The mean over the batch, a scalar.
   *
   * @param logits {@code [N, outputs]}
   * @param targets {@code [N, K]}
   */
  Tensor value(Tensor logits, Tensor targets);

  /**
   * The loss of every example, {@code [N]}; their mean is {@link #value} but for its last bits.
   *
   * @param logits {@code [N, outputs]}
   * @param targets {@code [N, K]}
   */
  Tensor each(Tensor logits, Tensor targets);

  /**
   * The logarithms of the class probabilities {@code [N, K]}, differentiable.
   *
   * @param logits {@code [N, outputs]}
   */
  Tensor logProbabilities(Tensor logits);

  /**
   * Class probabilities that sum to 1.
   *
   * <p>In double precision: a float cannot tell probabilities apart that are closer to 1 than 6e-8,
   * and would tie the scores of a model that is very sure.
   *
   * @param logits the outputs for one image
   */
  double[] probabilities(float[] logits);

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
