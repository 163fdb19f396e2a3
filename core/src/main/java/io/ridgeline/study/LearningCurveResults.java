package io.ridgeline.study;

import io.ridgeline.statistics.PowerLaw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the arms do with less data: the deciding metric on the same test parts, trained on shares of
 * the training part.
 *
 * @param arms in the order of the study file
 */
public record LearningCurveResults(List<ArmCurve> arms) {

  /**
   * One arm.
   *
   * @param arm its name
   * @param points by rising share, the whole training part last
   * @param law of the error; null if it cannot be fitted
   * @param trend how its difference to the baseline changes; null for the baseline, or if fewer
   *     than two points are defined
   */
  public record ArmCurve(
      String arm, List<Point> points, @Nullable PowerLaw law, @Nullable Trend trend) {}

  /**
   * One number of examples.
   *
   * @param share of the training part
   * @param images in it, a mean over splits
   * @param mean of the metric on test
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param difference to the baseline trained on as much; NaN for the baseline
   * @param differenceLow lower end of its 95 % interval
   * @param differenceHigh upper end
   */
  public record Point(
      double share,
      double images,
      double mean,
      double low,
      double high,
      double difference,
      double differenceLow,
      double differenceHigh) {}

  /**
   * The interaction of regularizer and n: how much the difference to the baseline grows with every
   * doubling of the training part. Below zero, the method helps more the fewer data there are.
   *
   * @param perDoubling the slope of the difference over log₂ n
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param over what the interval allows for, such as {@code 5 splits}
   */
  public record Trend(double perDoubling, double low, double high, String over) {}
}
