package io.ridgeline.app.cli;

import io.ridgeline.loss.Loss;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Cocktail;
import io.ridgeline.study.Vocabulary;
import io.ridgeline.train.LearningRate;
import io.ridgeline.train.TrainingPlan;
import java.util.LinkedHashSet;
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
        new LinkedHashSet<>(Loss.ALL.stream().map(Loss::name).toList()),
        new LinkedHashSet<>(ClassificationMetrics.NAMES),
        Catalog::conflict);
  }
}
