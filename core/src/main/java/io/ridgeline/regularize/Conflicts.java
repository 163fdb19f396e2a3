package io.ridgeline.regularize;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why some methods cannot stand in one arm: they would undo, double or miss one another. */
final class Conflicts {
  private Conflicts() {}

  /** The first reason, if there is one. */
  static Optional<String> of(List<Regularizer> methods) {
    for (int i = 0; i < methods.size(); i++) {
      for (int j = 0; j < i; j++) {
        Optional<String> why = between(methods.get(j), methods.get(i));
        if (why.isPresent()) {
          return why;
        }
      }
    }
    List<Regularizer> acting = methods.stream().filter(method -> !method.isOff()).toList();
    return acting.stream()
        .filter(Regularizer::needsNoise)
        .flatMap(method -> missingNoise(method, acting).stream())
        .findFirst();
  }

  private static Optional<String> missingNoise(Regularizer method, List<Regularizer> acting) {
    boolean predicts = method instanceof PredictionTransform;
    return acting.stream().anyMatch(m -> predicts ? m instanceof LayerNoise : m.isNoisy())
        ? Optional.empty()
        : Optional.of(
            method.name()
                + (predicts ? " needs noise on activations" : " needs noise")
                + " to act on; list one beside it, such as dropout");
  }

  private static Optional<String> between(Regularizer first, Regularizer second) {
    if (first.name().equals(second.name())) {
      return Optional.of(first.name() + " is listed twice");
    }
    Set<Regularizer.Shrinks> both = EnumSet.noneOf(Regularizer.Shrinks.class);
    both.addAll(first.shrinks());
    both.retainAll(second.shrinks());
    String names = first.name() + " and " + second.name();
    if (!both.isEmpty()) {
      return Optional.of(names + " shrink the same weights twice; list one of them");
    }
    if (bothChooseWeights(first, second) || bothChooseWeights(second, first)) {
      return Optional.of(names + " both say which weights predict; list one");
    }
    if (first instanceof StepWrapper a
        && second instanceof StepWrapper b
        && a.movesGradient()
        && b.movesGradient()) {
      return Optional.of(names + " both say where the gradient is taken; list one");
    }
    if (mixesUnseen(first, second) || mixesUnseen(second, first)) {
      return Optional.of(names + " disagree: the teacher would see unmixed images; list one");
    }
    if ((keeps(first) && movesAfterwards(second)) || (keeps(second) && movesAfterwards(first))) {
      return Optional.of(names + " disagree: one keeps weights that the other moves; list one");
    }
    return Optional.empty();
  }

  /** An average goes with stopping early, which keeps its best epoch; an ensemble with neither. */
  private static boolean bothChooseWeights(Regularizer method, Regularizer other) {
    boolean average = other instanceof WeightAveraging;
    if (method instanceof WeightEnsemble) {
      return average || other instanceof WeightEnsemble || other instanceof TrainingControl;
    }
    return average && method instanceof WeightAveraging;
  }

  private static boolean mixesUnseen(Regularizer method, Regularizer other) {
    return method instanceof ObjectiveTransform mixing
        && other instanceof ObjectiveTransform teaching
        && mixing.mixesActivations()
        && teaching.hasTeacher();
  }

  private static boolean keeps(Regularizer method) {
    return method instanceof StepWrapper wrapper && wrapper.keepsWeights();
  }

  /** Whether it moves weights outside the step that a {@link StepWrapper} wraps. */
  private static boolean movesAfterwards(Regularizer method) {
    return method instanceof Projection
        || (method instanceof ParameterStep step && step.movesAfterwards());
  }
}
