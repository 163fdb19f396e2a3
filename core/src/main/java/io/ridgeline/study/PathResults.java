package io.ridgeline.study;

import io.ridgeline.linear.CrossValidation;
import io.ridgeline.linear.Family;
import io.ridgeline.linear.Recipe;
import io.ridgeline.linear.Sample;
import io.ridgeline.study.StudyResults.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What came of the regularization paths of one table.
 *
 * @param data the file's name
 * @param recipe of every path
 * @param repeats of the outer cross-validation
 * @param seed of all streams
 * @param remarks on columns left out or recoded
 * @param targets one a target column
 */
public record PathResults(
    String data,
    Recipe recipe,
    int repeats,
    long seed,
    List<String> remarks,
    List<Target> targets) {
  /** Where the commonest class has a larger share, plain accuracy says little. */
  private static final double LOPSIDED = 0.8;

  /**
   * One target.
   *
   * @param name of its column
   * @param sample the rows in which it is known
   * @param unknown rows in which it is not
   * @param curve the cross-validation over all rows
   * @param best what λ.min scores on patients not seen, by metric
   * @param oneStandardError the same of λ.1se
   */
  public record Target(
      String name,
      Sample sample,
      int unknown,
      CrossValidation curve,
      Map<String, Summary> best,
      Map<String, Summary> oneStandardError) {
    /** The metrics that people are shown, in the order of reports. */
    public List<String> shown() {
      if (sample.response().family() == Family.LINEAR) {
        return List.of("r2", "mse", "mae");
      }
      return lopsided()
          ? List.of("auroc", "auprc", "balanced-accuracy", "log-loss")
          : List.of("accuracy", "auroc", "auprc", "balanced-accuracy", "log-loss");
    }

    /** Whether one class is so common that naming it always would look accurate. */
    public boolean lopsided() {
      return commonest() > LOPSIDED;
    }

    /** The share of the commonest class; NaN for numbers. */
    public double commonest() {
      return Arrays.stream(sample.response().counts())
          .mapToDouble(count -> (double) count / sample.rows())
          .max()
          .orElse(Double.NaN);
    }
  }
}
