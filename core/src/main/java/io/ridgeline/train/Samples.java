package io.ridgeline.train;

import io.ridgeline.DataException;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.task.Classification;
import io.ridgeline.task.Detection;
import io.ridgeline.task.Segmentation;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Examples of one part in the form in which a task trains on them and judges a model by them; what
 * they hold in native memory lives in the scope they were made in.
 */
sealed interface Samples permits LabelledImages, LabelledMaps, LabelledBoxes {
  /** The number of examples. */
  int size();

  /** At most as many of them as are worth a look after each epoch, picked evenly and quick. */
  Samples glance();

  /** All of them, in a form that is quickly looked at after each epoch. */
  Samples quick();

  /**
   * A training batch in the current scope.
   *
   * @param rows which of the examples
   * @param random where patches are cut
   */
  Batch batch(int[] rows, RandomGenerator random);

  /** The training targets of each class: images, pixels, or objects. */
  long[] classCounts();

  /** What a plain pass through the model says, without noise. */
  default Evaluation look(Model model, Loss loss, List<String> metrics) {
    return look(model, loss, new Prediction(model, loss, List.of()), metrics);
  }

  /**
   * What a prediction says; the loss is that of a plain pass.
   *
   * @param metrics those that are wanted at least
   */
  Evaluation look(Model model, Loss loss, Prediction prediction, List<String> metrics);

  /** The prediction, fitted on these examples. */
  Prediction fit(Prediction prediction, Hooks hooks);

  /** Measures the running statistics of a model anew, as the means over these examples. */
  void measureStatistics(Model model);

  /**
   * Some examples.
   *
   * @throws DataException if they are labelled for another task
   */
  static Samples of(TaskKind task, Subset subset, Normalization normalization) {
    Prepared prepared = subset.prepared();
    TaskKind has =
        prepared.cohort().masked()
            ? TaskKind.SEGMENTATION
            : prepared.cohort().boxed() ? TaskKind.DETECTION : TaskKind.CLASSIFICATION;
    if (has != task) {
      throw new DataException(
          prepared.cohort().name()
              + ": the images are labelled for "
              + has.name().toLowerCase(Locale.ROOT)
              + "; read them for "
              + task.name().toLowerCase(Locale.ROOT));
    }
    int classes = prepared.cohort().classes().size();
    return switch (task) {
      case CLASSIFICATION ->
          LabelledImages.of(
              prepared, subset.examples(), normalization, new Classification(classes));
      case SEGMENTATION ->
          LabelledMaps.of(prepared, subset.examples(), normalization, new Segmentation(classes));
      case DETECTION ->
          new LabelledBoxes(prepared, subset.examples(), normalization, new Detection(classes));
    };
  }

  /** Indexes {@code 0 ... size − 1}, at most {@code n} of them, picked evenly. */
  static int[] evenly(int size, int n) {
    int[] picked = new int[Math.min(n, size)];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = (int) ((long) i * size / picked.length);
    }
    return picked;
  }
}
