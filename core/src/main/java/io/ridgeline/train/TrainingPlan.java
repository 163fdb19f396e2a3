package io.ridgeline.train;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.loss.Loss;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model is fitted, regularizers apart.
 *
 * @param optimizer turns gradients into steps
 * @param learningRate the peak learning rate
 * @param schedule how it changes
 * @param loss the data loss
 * @param batch images a step
 * @param epochs passes over the training part
 * @param metric what validation is judged by
 */
public record TrainingPlan(
    Optimizer optimizer,
    double learningRate,
    LearningRate schedule,
    Loss loss,
    int batch,
    int epochs,
    String metric) {

  /** The plan that a specification describes. */
  public static TrainingPlan of(TrainingSpec spec, String metric) {
    return new TrainingPlan(
        optimizer(spec.optimizer()),
        spec.learningRate(),
        LearningRate.of(spec.schedule()),
        Loss.named(spec.loss()),
        spec.batch(),
        spec.epochs(),
        metric);
  }

  /** Every optimizer's declaration, by name. */
  public static Map<String, Descriptor> optimizers() {
    Map<String, Descriptor> byName = new LinkedHashMap<>();
    for (Class<?> type :
        List.of(
            Optimizer.Adam.class,
            Optimizer.Sgd.class,
            Optimizer.Nesterov.class,
            Optimizer.RmsProp.class)) {
      byName.put(Descriptor.of(type).name(), Descriptor.of(type));
    }
    return byName;
  }

  private static Optimizer optimizer(Setting setting) {
    Descriptor descriptor = optimizers().get(setting.name());
    if (descriptor == null) {
      throw new StudyFileException(
          Suggestion.unknown("optimizer", setting.name(), optimizers().keySet()));
    }
    return (Optimizer) descriptor.create(setting.values());
  }
}
