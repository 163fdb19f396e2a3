package io.ridgeline.train;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of a task as its contract tries them, in runs of a few steps. */
final class TaskContract {
  /** Values with which a method surely acts in so short a run, where its defaults might not. */
  private static final Map<String, Map<String, Object>> ACTING =
      Map.of(
          "max-norm", Map.of("limit", 0.2),
          "swa", Map.of("start", 0.0),
          "gradient-clipping", Map.of("limit", 0.05),
          "adaptive-clipping", Map.of("limit", 0.01));

  private TaskContract() {}

  static List<Descriptor> methods(TaskKind task) {
    return Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(task))
        // it judges epochs, of which these runs have none
        .filter(d -> !TrainingControl.class.isAssignableFrom(d.type()))
        .toList();
  }

  /** What a method cannot do without. */
  static List<Regularizer> companions(Descriptor d) {
    return d.name().equals("mc-dropout")
        ? List.of(Catalog.create(new Setting("dropout", Map.of())))
        : List.of();
  }

  static List<Regularizer> with(Descriptor d, Map<String, Object> values) {
    List<Regularizer> methods = new ArrayList<>(companions(d));
    methods.add(Catalog.create(new Setting(d.name(), values)));
    return methods;
  }

  static List<Regularizer> acting(Descriptor d) {
    return with(d, ACTING.getOrDefault(d.name(), Map.of()));
  }
}
