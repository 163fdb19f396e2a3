package io.ridgeline.app.cli;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.loss.Loss;
import io.ridgeline.metric.Metrics;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Cocktail;
import io.ridgeline.study.Vocabulary;
import io.ridgeline.train.LearningRate;
import io.ridgeline.train.TrainingPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every name that a study file may use. */
final class Vocabularies {
  private Vocabularies() {}

  static Vocabulary all() {
    return new Vocabulary(
        Catalog.descriptors(),
        Cocktail.ALL.stream().collect(Collectors.toMap(Cocktail::name, c -> c::draw)),
        Architecture.catalog(),
        TrainingPlan.optimizers(),
        LearningRate.catalog(),
        byTask(task -> Loss.of(task).stream().map(Loss::name).toList()),
        byTask(Metrics::names),
        Catalog::conflict);
  }

  private static Map<TaskKind, List<String>> byTask(Function<TaskKind, List<String>> names) {
    Map<TaskKind, List<String>> byTask = new EnumMap<>(TaskKind.class);
    for (TaskKind task : TaskKind.values()) {
      byTask.put(task, names.apply(task));
    }
    return byTask;
  }
}
