package io.ridgeline.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The metrics of classification that Ridgeline reports, by name. */
public final class ClassificationMetrics {
  /** Every metric, in the order of reports. */
  public static final List<ClassificationMetric> ALL =
      List.of(
          new Auroc(),
          new Auprc(),
          new Accuracy(),
          new BalancedAccuracy(),
          new F1(),
          new Mcc(),
          new SensitivityAtSpecificity(0.9),
          new SpecificityAtSensitivity(0.9),
          new Brier(),
          new LogLoss(),
          new Ece(10));

  /** Their names, in the same order. */
  public static final List<String> NAMES = ALL.stream().map(ClassificationMetric::name).toList();

  /** Of these neither more nor less is better, and they decide nothing. */
  public static final List<ClassificationMetric> CALIBRATION =
      List.of(new CalibrationSlope(), new CalibrationIntercept());

  private ClassificationMetrics() {}

  /** Every metric by name, in the order of {@link #NAMES}; undefined ones are NaN. */
  public static Map<String, Double> all(int[] labels, double[][] probabilities) {
    Scores scores = new Scores(labels, probabilities);
    Map<String, Double> values = new LinkedHashMap<>();
    int[] once = scores.once();
    for (int i = 0; i < NAMES.size(); i++) {
      values.put(NAMES.get(i), ALL.get(i).of(scores, once));
    }
    return values;
  }

  /** One metric by name; NaN if undefined. */
  public static double of(String name, int[] labels, double[][] probabilities) {
    return metric(name).of(labels, probabilities);
  }

  /** Whether more of the named metric is better. */
  public static boolean higherIsBetter(String name) {
    return metric(name).higherIsBetter();
  }

  /** The named metric in words. */
  public static String label(String name) {
    return metric(name).label();
  }

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static ClassificationMetric metric(String name) {
    return Stream.concat(ALL.stream(), CALIBRATION.stream())
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric is called \"" + name + "\"; there are " + String.join(", ", NAMES)));
  }
}
