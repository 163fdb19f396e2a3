package io.ridgeline.train;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Detections;
import java.nio.file.Path;
import java.util.List;

/** A model that finds objects. */
public final class Detector extends Learner {
  /**
   * A model that is yet to be fitted.
   *
   * @param architecture the network
   * @param plan how it is fitted
   * @param regularizers what acts beside the data loss; an empty list is none
   */
  public Detector(
      Architecture architecture, TrainingPlan plan, List<? extends Regularizer> regularizers) {
    this(architecture, plan, regularizers, 1);
  }

  /**
   * A model whose every random stream derives from {@code seed}.
   *
   * @throws io.ridgeline.StudyFileException if two methods cannot stand together, or one not alone
   */
  public Detector(
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    super(TaskKind.DETECTION, architecture, plan, regularizers, seed);
  }

  @Override
  public Detector startingFrom(Path modelPackage) {
    super.startingFrom(modelPackage);
    return this;
  }

  /** The objects in some examples, and those that are found there. */
  public Detections find(Subset subset) {
    return (Detections) fitting.look(subset).result();
  }
}
