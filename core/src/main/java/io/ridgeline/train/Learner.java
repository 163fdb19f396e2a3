package io.ridgeline.train;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.model.Architecture;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model to fit, evaluate and save, for use from Java; each task has one.
 *
 * <p>Exactly the listed regularizers act; there is no other. Holds native memory until it is
 * closed; is used and closed on the thread that made it, the last one made first.
 */
public abstract sealed class Learner implements AutoCloseable
    permits Classifier, Segmenter, Detector {
  final Fitting fitting;

  Learner(
      TaskKind task,
      Architecture architecture,
      TrainingPlan plan,
      List<? extends Regularizer> regularizers,
      long seed) {
    fitting = new Fitting(task, architecture, plan, regularizers, seed);
  }

  /**
   * Lets the fit start from the weights of a model package instead of random ones: arrays of the
   * same name and shape are taken, others stay random.
   *
   * @return this
   * @throws io.ridgeline.StudyFileException if there is no such package
   * @throws io.ridgeline.StoreException if it is not what was written
   */
  public Learner startingFrom(Path modelPackage) {
    fitting.startingFrom(Start.read(modelPackage));
    return this;
  }

  /**
   * Fits the network from new initial weights, or from those of {@link #startingFrom}.
   *
   * @return what was measured after each epoch
   * @throws InterruptedException if the thread was interrupted
   * @throws io.ridgeline.StudyFileException if no kernel fits of the weights to start from
   */
  public History fit(Subset train, Subset validation) throws InterruptedException {
    return fit(train, validation, (epoch, epochs) -> {});
  }

  /** As {@link #fit(Subset, Subset)}, telling of every epoch as it ends. */
  public History fit(Subset train, Subset validation, TrialRunner.Progress progress)
      throws InterruptedException {
    return fitting.fit(train, validation, progress, Checkpoints.none());
  }

  /** Every metric of the task on some examples, by name; undefined ones are NaN. */
  public Map<String, Double> evaluate(Subset subset) {
    return fitting.look(subset).result().metrics();
  }

  /** Keeps the model as a package: a new folder, or a file ending in {@code .zip}. */
  public void save(Path target) {
    fitting.save(target);
  }

  @Override
  public void close() {
    fitting.close();
  }
}
