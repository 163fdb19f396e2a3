package io.ridgeline.tune;

import io.ridgeline.describe.Parameter;
import java.util.List;

/**
 * One hyper-parameter that is searched.
 *
 * @param method the arm's method that it belongs to; empty for the learning rate
 * @param parameter its declaration, with the range that is searched
 */
public record Dimension(String method, Parameter parameter) {
  /** The peak learning rate, on a logarithmic scale. */
  static Dimension learningRate(List<Double> range) {
    return new Dimension(
        "",
        new Parameter(
            "learningRate",
            Parameter.Type.REAL,
            "the peak learning rate",
            range.get(0),
            0,
            Double.MAX_VALUE,
            true,
            false,
            null,
            range,
            true,
            false,
            List.of()));
  }

  /** The name in results, such as {@code dropout.rate}. */
  public String path() {
    return method.isEmpty() ? parameter.name() : method + "." + parameter.name();
  }
}
