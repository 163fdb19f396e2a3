package io.ridgeline.train;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.CaseScores;
import java.nio.file.Path;
import java.util.List;

/** A model that draws masks. */
public final class Segmenter extends Learner {
  /**
   * A model that is yet to be fitted.
   *
   * @param architecture the network
   * @param plan how it is fitted
   * @param regularizers what acts beside the data loss; an empty list is none
   */
  public Segmenter(
      Architecture architecture, TrainingPlan plan, List<? extends Regularizer> regularizers) {
    this(architecture, plan, regularizers, 1);
  }

  /**
   * A model whose every random stream derives from {@code seed}.
   *
   * @throws io.ridgeline.StudyFileException if two methods cannot stand together, or one not alone
   */
  public Segmenter(
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    super(TaskKind.SEGMENTATION, architecture, plan, regularizers, seed);
  }

  @Override
  public Segmenter startingFrom(Path modelPackage) {
    super.startingFrom(modelPackage);
    return this;
  }

  /** How well the masks of some examples are drawn, case by case. */
  public CaseScores cases(Subset subset) {
    return (CaseScores) fitting.look(subset).result();
  }
}
