package io.ridgeline.study;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names that a study file may use, handed in by whoever knows the engine.
 *
 * @param methods regularizers by name
 * @param cocktails arms that combine several methods, by name
 * @param models architectures by name
 * @param optimizers optimizers by name
 * @param schedules learning-rate schedules by name
 * @param losses names of the data losses for each task, first the one that is taken where none is
 *     named
 * @param metrics names of the metrics that can decide, for each task, likewise
 * @param conflicts why the methods of one arm cannot be listed together, or empty
 */
public record Vocabulary(
    Map<String, Descriptor> methods,
    Map<String, Draws> cocktails,
    Map<String, Descriptor> models,
    Map<String, Descriptor> optimizers,
    Map<String, Descriptor> schedules,
    Map<TaskKind, List<String>> losses,
    Map<TaskKind, List<String>> metrics,
    Function<List<Setting>, Optional<String>> conflicts) {
  /** The arms of a cocktail. */
  @FunctionalInterface
  public interface Draws {
    /** The methods of one arm, by its number, all of them defined for the task. */
    List<Setting> of(int draw, TaskKind task);
  }
}
