package io.ridgeline.tune;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The budget of a search, the same for every arm in every split.
 *
 * @param trials configurations tried for each arm in each split; the first is the study file's own
 * @param holdout share of the training part that judges them; without meaning with folds
 * @param folds inner folds of the training part that judge them instead; 0 for the hold-out
 * @param sampler what proposes them
 * @param pruning how epochs are spread over them
 * @param learningRate {lowest, highest} peak learning rate, searched on a logarithmic scale
 */
public record Tuning(
    int trials,
    double holdout,
    int folds,
    Proposals sampler,
    Pruning pruning,
    List<Double> learningRate) {
  /** Copies the list. */
  public Tuning {
    learningRate = List.copyOf(learningRate);
  }

  /**
   * How many trials a search takes.
   *
   * @param epochs of the study's own trials
   */
  public int searchSize(int epochs) {
    return Math.max(1, folds) * Rung.of(this, epochs).stream().mapToInt(Rung::trials).sum();
  }

  /** The rounds of a search in words, such as {@code 12 of 9 epochs, 4 of 27}. */
  public String rounds(int epochs) {
    return Rung.of(this, epochs).stream()
        .map(r -> Math.max(1, folds) * r.trials() + " of " + r.epochs())
        .collect(Collectors.joining(", "));
  }

  /** What proposes configurations. */
  public enum Proposals {
    /** A scrambled Halton sequence: evenly spread, whatever came of the trials before. */
    HALTON,
    /** A tree-structured Parzen estimator: near what did well. */
    TPE
  }

  /** How epochs are spread over configurations. */
  public enum Pruning {
    /** Few epochs for all, then three times as many for the best third. */
    HALVING,
    /** All the study's epochs for all. */
    NONE
  }
}
