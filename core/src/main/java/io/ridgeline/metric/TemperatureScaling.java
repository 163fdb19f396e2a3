package io.ridgeline.metric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Probabilities made more or less sure by one temperature T: p_k ← p_k^(1/T) / Σ_j p_j^(1/T) (Guo
 * et al. 2017, ICML).
 *
 * <p>That is softmax(z/T) where p is softmax(z), and needs no logits where p comes from elsewhere.
 * A p of 0 counts as the smallest positive number.
 */
public final class TemperatureScaling {
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int CUTS = 50;

  private TemperatureScaling() {}

  /** The temperature in [.05, 20] of least log loss on {@code probabilities[example][class]}. */
  public static double fit(int[] labels, double[][] probabilities) {
    return StrictMath.exp(
        lowest(
            logT -> logLoss(labels, probabilities, StrictMath.exp(logT)),
            StrictMath.log(LOWEST),
            StrictMath.log(HIGHEST)));
  }

  /** The rows at a temperature. */
  public static double[][] scaled(double[][] probabilities, double temperature) {
    return Arrays.stream(probabilities)
        .map(row -> Arrays.stream(logScaled(row, temperature)).map(StrictMath::exp).toArray())
        .toArray(double[][]::new);
  }

  private static double logLoss(int[] labels, double[][] probabilities, double t) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= logScaled(probabilities[i], t)[labels[i]];
    }
    return sum;
  }

  /** Golden section; the log loss is convex in 1/T, so that it has one valley in log T. */
  private static double lowest(DoubleUnaryOperator f, double from, double to) {
    double low = from;
    double high = to;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = f.applyAsDouble(left);
    double atRight = f.applyAsDouble(right);
    for (int i = 0; i < CUTS; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = f.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = f.applyAsDouble(right);
      }
    }
    return (low + high) / 2;
  }

  /** log of p^(1/t) / Σ p^(1/t). */
  private static double[] logScaled(double[] p, double t) {
    double[] logs = new double[p.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < p.length; k++) {
      logs[k] = StrictMath.log(Math.max(p[k], Double.MIN_VALUE));
      largest = Math.max(largest, logs[k]);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // the difference first: at the smallest t the others fall to −∞, the largest stays at 0
      logs[k] = (logs[k] - largest) / t;
      sum += StrictMath.exp(logs[k]);
    }
    double total = StrictMath.log(sum);
    for (int k = 0; k < p.length; k++) {
      logs[k] -= total;
    }
    return logs;
  }
}
