package io.ridgeline.linear;

import io.ridgeline.metric.ClassificationMetric;
import io.ridgeline.metric.ClassificationMetrics;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What λ is chosen by.
 *
 * @param metric of classes, each row counting once; null for the deviance with the weights of the
 *     fit: the mean squared error, or −2 times the mean log likelihood
 */
public record Criterion(@Nullable ClassificationMetric metric) {
  /** The name of the deviance. */
  public static final String DEVIANCE = "deviance";

  /** The criterion of that name. */
  public static Criterion of(String name) {
    return new Criterion(name.equals(DEVIANCE) ? null : ClassificationMetrics.metric(name));
  }

  /** The name as options write it. */
  public String name() {
    return metric == null ? DEVIANCE : metric.name();
  }

  /** The name in words. */
  public String label(Family family) {
    return metric != null
        ? metric.label()
        : family == Family.LINEAR ? "Mean squared error" : "Deviance";
  }

  /** Whether more is better. */
  public boolean higherIsBetter() {
    return metric != null && metric.higherIsBetter();
  }

  /** Its value on rows with these linear predictors; NaN if undefined. */
  double of(Response response, double[] weights, double[][] eta) {
    if (metric != null) {
      return metric.of(response.labels(), Predictions.probabilities(response.family(), eta));
    }
    double total = Vectors.sum(weights);
    double[] shares = Arrays.stream(weights).map(w -> w / total).toArray();
    return 2 * response.loss(shares).value(eta);
  }
}
