package io.ridgeline.study;

import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.tune.Dimension;
import io.ridgeline.tune.Tuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as resolved: every default written out, every name known, every value in its range.
 *
 * @param name its title
 * @param task what the models predict
 * @param data where the data are and how they are read, split and prepared
 * @param model the architecture that all arms share
 * @param training the fit that all arms share
 * @param start the model package whose weights every training starts from; null for random weights
 * @param seeds how often each arm is trained on each split
 * @param seed the study's own seed, from which every random stream is derived
 * @param metric the metric that decides, such as {@code auroc}
 * @param baseline the name of the arm that the others are compared with
 * @param threads intra-op threads of each trial; part of its result
 * @param arms the recipes, in the order of the file
 * @param tuning the budget of the search for their values; null if none is searched
 * @param searched by arm, what is searched beside the learning rate
 * @param learningCurve shares of the training part that every arm is trained on besides, rising;
 *     empty for none
 */
public record StudySpec(
    String name,
    TaskKind task,
    DataSpec data,
    Setting model,
    TrainingSpec training,
    @Nullable Path start,
    int seeds,
    long seed,
    String metric,
    String baseline,
    int threads,
    List<Arm> arms,
    @Nullable Tuning tuning,
    Map<String, List<Dimension>> searched,
    List<Double> learningCurve) {
  /** Copies the lists and the map. */
  public StudySpec {
    arms = List.copyOf(arms);
    searched = Map.copyOf(searched);
    learningCurve = List.copyOf(learningCurve);
  }

  /** A study that is not tuned, without a learning curve. */
  public StudySpec(
      String name,
      TaskKind task,
      DataSpec data,
      Setting model,
      TrainingSpec training,
      @Nullable Path start,
      int seeds,
      long seed,
      String metric,
      String baseline,
      int threads,
      List<Arm> arms) {
    this(
        name, task, data, model, training, start, seeds, seed, metric, baseline, threads, arms,
        null, Map.of(), List.of());
  }

  /**
   * The study file with every default written out; reads back to an equal spec from any folder,
   * because its paths are absolute.
   */
  public String toYaml() {
    return StudyTree.yaml(this);
  }

  /**
   * SHA-256 of the spec, in hexadecimal. Paths are left out: the same study on a moved data set is
   * the same study, and what the data and the starting weights hold stands in every trial's key.
   */
  public String hash() {
    return StudyTree.hash(this);
  }

  /** How many trials an arm takes, those of its searches among them. */
  public int plannedPerArm() {
    Splitting splitting = data.splitting();
    int splits =
        splitting.kind() == Splitting.Kind.FOLDS ? splitting.folds() * splitting.repeats() : 1;
    int search = tuning == null ? 0 : tuning.searchSize(training.epochs());
    return splits * (search + seeds * (1 + learningCurve.size()));
  }
}
