package io.ridgeline.linear;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A problem of a fixture, with the objective written out row by row. */
record Problem(
    double[][] x, Response response, double[] weights, Penalty penalty, double[] lambdas) {
  static Problem of(JsonNode node) {
    double[] y = Fixture.doubles(node.get("y"));
    Family family = Family.valueOf(node.get("family").asText().toUpperCase(Locale.ROOT));
    int classes = family == Family.LINEAR ? 0 : 1 + (int) Arrays.stream(y).max().orElseThrow();
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    double[][] x = new double[node.get("x").size()][];
    for (int j = 0; j < x.length; j++) {
      x[j] = Fixture.doubles(node.get("x").get(j));
    }
    return new Problem(
        x,
        new Response(family, y, names),
        Fixture.doubles(node.get("weights")),
        new Penalty(node.get("alpha").asDouble(), node.get("standardize").asBoolean()),
        Fixture.doubles(node.get("lambda")));
  }

  RegularizationPath fit(boolean relax) {
    return RegularizationPath.at(lambdas, x, response, weights, penalty, relax);
  }

  RegularizationPath grid() {
    return RegularizationPath.of(x, response, weights, penalty, false);
  }

  /** The standard deviation of a column with the divisor n, or 1. */
  double scale(int j) {
    if (!penalty.standardize()) {
      return 1;
    }
    double total = Arrays.stream(weights).sum();
    double mean = 0;
    double square = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * x[j][i] / total;
    }
    for (int i = 0; i < weights.length; i++) {
      square += weights[i] * (x[j][i] - mean) * (x[j][i] - mean) / total;
    }
    return Math.sqrt(square);
  }

  double objective(RegularizationPath path, int l) {
    Coefficients at = path.penalized().get(l);
    double loss = 0;
    for (int i = 0; i < weights.length; i++) {
      loss += weights[i] * loss(i, at) / Arrays.stream(weights).sum();
    }
    double penalized = 0;
    for (double[] slopes : at.slopes()) {
      for (int j = 0; j < slopes.length; j++) {
        double b = slopes[j] * scale(j);
        penalized += (1 - penalty.alpha()) / 2 * b * b + penalty.alpha() * Math.abs(b);
      }
    }
    return loss + path.lambdas()[l] * penalized;
  }

  double eta(int i, int k, Coefficients at) {
    double eta = at.intercept()[k];
    for (int j = 0; j < x.length; j++) {
      eta += at.slopes()[k][j] * x[j][i];
    }
    return eta;
  }

  private double loss(int i, Coefficients at) {
    double y = response.values()[i];
    return switch (response.family()) {
      case LINEAR -> Math.pow(y - eta(i, 0, at), 2) / 2;
      case LOGISTIC -> Math.log(1 + Math.exp(eta(i, 0, at))) - y * eta(i, 0, at);
      case MULTINOMIAL ->
          Math.log(
                  IntStream.range(0, at.intercept().length)
                      .mapToDouble(k -> Math.exp(eta(i, k, at)))
                      .sum())
              - eta(i, (int) y, at);
    };
  }
}
