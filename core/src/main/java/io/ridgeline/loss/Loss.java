package io.ridgeline.loss;

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
                new io.ridgeline.StudyFileException(
                    "unknown loss '"
                        + name
                        + "'; known: "
                        + String.join(", ", ALL.stream().map(Loss::name).toList())));
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

  /** Class probabilities {@code [N, K]} that sum to 1. */
  Tensor probabilities(Tensor logits);
}
