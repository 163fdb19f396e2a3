package io.ridgeline.linear;

import java.util.Arrays;
import java.util.List;

/**
 * What is to be predicted, one value a row.
 *
 * @param family of the model
 * @param values numbers, or the index of a class
 * @param classes their names in the order of their indexes, the positive of two last; none if the
 *     values are numbers
 */
public record Response(Family family, double[] values, List<String> classes) {
  /** Copies the names. */
  public Response {
    classes = List.copyOf(classes);
  }

  /** The same of some rows. */
  public Response of(int[] rows) {
    return new Response(family, Arrays.stream(rows).mapToDouble(i -> values[i]).toArray(), classes);
  }

  /** The class of each row. */
  public int[] labels() {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  /** Rows of each class; none if the values are numbers. */
  public int[] counts() {
    int[] counts = new int[classes.size()];
    if (counts.length > 0) {
      for (int label : labels()) {
        counts[label]++;
      }
    }
    return counts;
  }

  /**
   * What a linear predictor speaks for: the target, the positive class, or one of several.
   *
   * @param target its name
   */
  public String output(int output, String target) {
    return switch (family) {
      case LINEAR -> target;
      case LOGISTIC -> classes.get(1);
      case MULTINOMIAL -> classes.get(output);
    };
  }

  /** Weights one a row: all 1, or n / (K·nₖ), which gives each of K classes the same sum. */
  public double[] weights(boolean balance) {
    double[] weights = new double[values.length];
    int[] counts = counts();
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          balance && counts.length > 0
              ? (double) values.length / (counts.length * counts[(int) values[i]])
              : 1;
    }
    return weights;
  }

  /** The loss with weights of sum 1. */
  Loss loss(double[] weights) {
    return switch (family) {
      case LINEAR -> new SquaredError(values, weights);
      case LOGISTIC -> new LogisticLoss(values, weights);
      case MULTINOMIAL -> new SoftmaxLoss(labels(), classes.size(), weights);
    };
  }
}
