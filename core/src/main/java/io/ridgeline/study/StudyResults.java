package io.ridgeline.study;

import io.ridgeline.statistics.CorrelatedT;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.trial.Arm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a study found; holds only what its specification determines.
 *
 * @param study its name
 * @param task {@code classification}
 * @param metric the metric that decides, such as {@code auroc}
 * @param specHash SHA-256 of the resolved study file
 * @param simulated whether the data are simulated
 * @param classes class names in label order
 * @param arms in the order of the study file
 * @param best the arm that validation chose, or null if no trial completed
 * @param evidence what else the trials show, one an arm in the same order
 * @param tuning what the searches for values found; null if the study is not tuned
 * @param learningCurve how the arms do with less data; null if the study does not ask
 */
public record StudyResults(
    String study,
    String task,
    String metric,
    String specHash,
    boolean simulated,
    List<String> classes,
    List<ArmResult> arms,
    @Nullable Best best,
    List<ArmEvidence> evidence,
    @Nullable TuningResults tuning,
    @Nullable LearningCurveResults learningCurve) {

  /** Results of a study that is not tuned, without a learning curve. */
  public StudyResults(
      String study,
      String task,
      String metric,
      String specHash,
      boolean simulated,
      List<String> classes,
      List<ArmResult> arms,
      @Nullable Best best,
      List<ArmEvidence> evidence) {
    this(study, task, metric, specHash, simulated, classes, arms, best, evidence, null, null);
  }

  /** Results of which nothing else is shown. */
  public StudyResults(
      String study,
      String task,
      String metric,
      String specHash,
      boolean simulated,
      List<String> classes,
      List<ArmResult> arms,
      @Nullable Best best) {
    this(study, task, metric, specHash, simulated, classes, arms, best, List.of());
  }

  /** The same results, and what came of searches and of shares of the training part. */
  public StudyResults with(
      @Nullable TuningResults searches, @Nullable LearningCurveResults shares) {
    return new StudyResults(
        study, task, metric, specHash, simulated, classes, arms, best, evidence, searches, shares);
  }

  /**
   * The arm with the highest mean validation metric.
   *
   * @param arm its name
   * @param by always {@code validation}
   * @param value the mean validation metric
   */
  public record Best(String arm, String by, double value) {}

  /**
   * What was found of one arm. Metrics are keyed by name ({@code auroc}, {@code accuracy} ...);
   * undefined values are NaN.
   *
   * @param arm name and methods
   * @param trials planned trials
   * @param completed trials that completed
   * @param failed trials that failed
   * @param diverged trials that diverged
   * @param metrics on test, with intervals
   * @param validation on validation
   * @param train on train
   * @param gap train minus test (for {@code loss}: test minus train), with intervals
   * @param difference to the baseline; null for the baseline itself
   * @param differences to the baseline for every other metric, by name, without verdicts'
   *     adjustment
   * @param epochs epochs run in all
   * @param sparsity mean share of kernel values that are exactly zero at the end
   * @param weightNorm mean Euclidean norm of the kernels at the end
   * @param seedDeviation standard deviation of the metric over seeds within a split; NaN with one
   *     seed
   * @param splitDeviation standard deviation over splits that seeds do not explain, as {@link
   *     io.ridgeline.statistics.VarianceComponents} has it; NaN with one split
   */
  public record ArmResult(
      Arm arm,
      int trials,
      int completed,
      int failed,
      int diverged,
      Map<String, Summary> metrics,
      Map<String, Summary> validation,
      Map<String, Summary> train,
      Map<String, Summary> gap,
      @Nullable Comparison difference,
      Map<String, Comparison> differences,
      int epochs,
      double sparsity,
      double weightNorm,
      double seedDeviation,
      double splitDeviation) {}

  /**
   * A quantity over the trials of one arm.
   *
   * @param mean the mean over trials
   * @param low lower end of the 95 % interval, or NaN
   * @param high upper end, or NaN
   * @param values one value a completed trial, ordered by split then seed
   */
  public record Summary(double mean, double low, double high, List<Double> values) {}

  /**
   * A paired difference to the baseline, with its verdict.
   *
   * @param to the baseline's name
   * @param mean arm minus baseline
   * @param low lower end of the 95 % interval
   * @param high upper end
   * @param p two-sided
   * @param pHolm p after Holm's adjustment over all arms
   * @param verdict in words
   * @param detectable the smallest difference this study would have found with 80 % power
   * @param method the test in words, such as {@code corrected resampled t over 10 splits}
   * @param posterior how probable it is that the arm is worse, practically equal, better; null for
   *     a single split
   */
  public record Comparison(
      String to,
      double mean,
      double low,
      double high,
      double p,
      double pHolm,
      Verdict verdict,
      double detectable,
      String method,
      @Nullable CorrelatedT posterior) {}
}
