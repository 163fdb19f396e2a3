package io.ridgeline.study;

import io.ridgeline.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the {@code tuning} section of a study file. */
final class TuningReader {
  static final String LEARNING_RATE = "learningRate";
  static final List<String> KEYS = keys();

  /** The range of the learning rate where none is given, around that of the study file. */
  private static final double LOWER = 0.1;

  private static final double HIGHER = 5;

  private final Problems problems;

  TuningReader(Problems problems) {
    this.problems = problems;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(Section.names(Numbers.Tuned.class));
    keys.add(LEARNING_RATE);
    return List.copyOf(keys);
  }

  /**
   * The budget.
   *
   * @param usual the learning rate of the study file
   */
  Tuning read(Node node, double usual) {
    Section section = Section.of("tuning", node, "{trials: 12}", problems).known(KEYS);
    Numbers.Tuned numbers = section.numbers(Numbers.Tuned.class);
    if (numbers.folds() == 1) {
      problems.at(section.keyNode("folds"), "tuning.folds = 1 is not valid; give 0, or 2 or more");
    }
    if (section.has("folds") && section.has("holdout") && numbers.folds() > 0) {
      problems.at(
          section.keyNode("holdout"), "tuning.holdout stands beside tuning.folds; give one");
    }
    return new Tuning(
        numbers.trials(),
        numbers.holdout(),
        numbers.folds(),
        Tuning.Proposals.valueOf(numbers.sampler().toUpperCase(Locale.ROOT)),
        Tuning.Pruning.valueOf(numbers.pruning().toUpperCase(Locale.ROOT)),
        learningRate(section, usual));
  }

  private List<Double> learningRate(Section section, double usual) {
    Node node = section.value(LEARNING_RATE);
    if (node == null) {
      return List.of(LOWER * usual, HIGHER * usual);
    }
    if (node instanceof SequenceNode list && list.getValue().size() == 2) {
      try {
        double low = Scalars.real(list.getValue().get(0));
        double high = Scalars.real(list.getValue().get(1));
        if (low > 0 && low < high && high <= 100) {
          return List.of(low, high);
        }
      } catch (NumberFormatException e) {
        // told below, with everything else that is no range
      }
    }
    problems.at(
        node,
        "tuning.learningRate = "
            + Scalars.raw(node)
            + " is not valid; give [lowest, highest], above 0 and up to 100, such as [2e-4, 1e-2]");
    return List.of(LOWER * usual, HIGHER * usual);
  }
}
