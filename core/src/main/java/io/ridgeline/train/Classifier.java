package io.ridgeline.train;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Predictions;
import java.nio.file.Path;
import java.util.List;

/** A model that says the class of an image. */
public final class Classifier extends Learner {
  /**
   * A model that is yet to be fitted.
   *
   * @param architecture the network
   * @param plan how it is fitted
   * @param regularizers what acts beside the data loss; an empty list is none
   */
  public Classifier(
      Architecture architecture, TrainingPlan plan, List<? extends Regularizer> regularizers) {
    this(architecture, plan, regularizers, 1);
  }

  /**
   * A model whose every random stream derives from {@code seed}.
   *
   * @throws io.ridgeline.StudyFileException if two methods cannot stand together, or one not alone
   */
  public Classifier(
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    super(TaskKind.CLASSIFICATION, architecture, plan, regularizers, seed);
  }

  @Override
  public Classifier startingFrom(Path modelPackage) {
    super.startingFrom(modelPackage);
    return this;
  }

  /** Class probabilities of some examples. */
  public Predictions predict(Subset subset) {
    return (Predictions) fitting.look(subset).result();
  }
}
