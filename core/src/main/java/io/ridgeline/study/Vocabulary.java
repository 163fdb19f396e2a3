package io.ridgeline.study;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.trial.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The names that a study file may use, handed in by whoever knows the engine.
 *
 * @param methods regularizers by name
 * @param cocktails by name, the methods of an arm that combines several, by the number of a draw
 * @param models architectures by name
 * @param optimizers optimizers by name
 * @param schedules learning-rate schedules by name
 * @param losses names of the data losses
 * @param metrics names of the metrics that can decide
 * @param conflicts why the methods of one arm cannot be listed together, or empty
 */
public record Vocabulary(
    Map<String, Descriptor> methods,
    Map<String, IntFunction<List<Setting>>> cocktails,
    Map<String, Descriptor> models,
    Map<String, Descriptor> optimizers,
    Map<String, Descriptor> schedules,
    Set<String> losses,
    Set<String> metrics,
    Function<List<Setting>, Optional<String>> conflicts) {}
