package io.ridgeline.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.describe.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conditions of Karush, Kuhn and Tucker, reckoned from the coefficients alone. */
class OptimalityTest {
  static Stream<JsonNode> cases() {
    return Stream.concat(GlmnetTest.cases(), ScikitLearnTest.cases());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCoefficientOfTheWholePathIsOptimal(JsonNode node) {
    assertOptimal(Problem.of(node));
  }

  /**
   * The strong rule passes over most of the features; what it passes over must still be optimal.
   */
  @Test
  void whatTheStrongRulePassesOverIsOptimalToo() {
    RandomGenerator random = Streams.random(1);
    double[][] x = new double[400][30];
    for (double[] column : x) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    for (int j = 1; j < x.length; j++) {
      for (int i = 0; i < 30; i++) {
        // Negative correlations make the rule fail most often.
        x[j][i] -= 0.8 * x[j - 1][i];
      }
    }
    double[] y =
        IntStream.range(0, 30).mapToDouble(i -> x[0][i] + x[1][i] - x[7][i] > 0 ? 1 : 0).toArray();
    double[] weights = new double[30];
    Arrays.fill(weights, 1);
    for (double alpha : new double[] {1, 0.5}) {
      for (Family family : List.of(Family.LINEAR, Family.LOGISTIC)) {
        assertOptimal(
            new Problem(
                x,
                new Response(family, y, List.of("no", "yes")),
                weights,
                new Penalty(alpha, true),
                new double[0]));
      }
    }
  }

  private static void assertOptimal(Problem problem) {
    RegularizationPath path = problem.grid();
    assertTrue(path.lambdas().length >= 5);
    double top = path.lambdas()[0] * Math.max(problem.penalty().alpha(), 1e-3);
    for (int l = 0; l < path.lambdas().length; l++) {
      double lasso = problem.penalty().alpha() * path.lambdas()[l];
      double ridge = (1 - problem.penalty().alpha()) * path.lambdas()[l];
      Coefficients at = path.penalized().get(l);
      for (int k = 0; k < at.intercept().length; k++) {
        assertEquals(0, gradient(problem, at, k, -1), 1e-8 * top);
        for (int j = 0; j < problem.x().length; j++) {
          double scale = problem.scale(j);
          double b = at.slopes()[k][j] * scale;
          double g = gradient(problem, at, k, j) / scale - ridge * b;
          double off = b == 0 ? Math.abs(g) - lasso : Math.abs(g - Math.copySign(lasso, b));
          assertTrue(off <= 1e-7 * top, "off by " + off / top + " at " + l);
        }
      }
    }
  }

  /** Σ aᵢ xᵢⱼ (yᵢ − what the model expects); for j = −1 of the intercept. */
  private static double gradient(Problem problem, Coefficients at, int k, int j) {
    double[] weights = problem.weights();
    double total = Arrays.stream(weights).sum();
    double centre = 0;
    for (int i = 0; i < weights.length && j >= 0; i++) {
      centre += weights[i] / total * problem.x()[j][i];
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double x = j < 0 ? 1 : problem.x()[j][i] - centre;
      sum += weights[i] / total * x * force(problem, at, i, k);
    }
    return sum;
  }

  private static double force(Problem problem, Coefficients at, int i, int k) {
    double y = problem.response().values()[i];
    return switch (problem.response().family()) {
      case LINEAR -> y - problem.eta(i, k, at);
      case LOGISTIC -> y - 1 / (1 + Math.exp(-problem.eta(i, k, at)));
      case MULTINOMIAL -> {
        double all =
            IntStream.range(0, at.intercept().length)
                .mapToDouble(c -> Math.exp(problem.eta(i, c, at)))
                .sum();
        yield (y == k ? 1 : 0) - Math.exp(problem.eta(i, k, at)) / all;
      }
    };
  }

  /** One feature, by hand: the lasso's slope is the least-squares one pulled in by λ. */
  @Test
  void oneFeatureIsSoftThresholded() {
    double[][] x = {{-1, -1, 1, 1}};
    Response y = new Response(Family.LINEAR, new double[] {1, 2, 5, 6}, List.of());
    RegularizationPath path =
        RegularizationPath.at(
            new double[] {2.5, 2, 0.5}, x, y, y.weights(false), new Penalty(1, true), false);
    double[] slopes = path.penalized().stream().mapToDouble(c -> c.slopes()[0][0]).toArray();
    assertEquals(0, slopes[0]);
    assertEquals(0, slopes[1], 1e-12);
    assertEquals(1.5, slopes[2], 1e-12);
    assertEquals(3.5, path.penalized().get(2).intercept()[0], 1e-12);
  }

  @Test
  void aConstantColumnIsNotUsed() {
    double[][] x = {{0.1, 0.1, 0.1, 0.1}, {1, 2, 3, 5}};
    Response y = new Response(Family.LINEAR, new double[] {1, 2, 3, 4}, List.of());
    for (boolean standardize : new boolean[] {true, false}) {
      Coefficients last =
          RegularizationPath.of(x, y, y.weights(false), new Penalty(0, standardize), false)
              .penalized()
              .get(4);
      assertFalse(last.uses(0));
      assertTrue(last.uses(1));
      assertEquals(1, last.used());
    }
  }

  /** A feature that separates the classes has no finite coefficient without a penalty. */
  @Test
  void separatedClassesHaveNoRelaxedFit() {
    double[][] x = {{1, 2, 3, 4, 5, 6}, {1, -1, 1, -1, 1, -1}};
    Response y = new Response(Family.LOGISTIC, new double[] {0, 0, 0, 1, 1, 1}, List.of("a", "b"));
    RegularizationPath path =
        RegularizationPath.of(x, y, y.weights(false), new Penalty(1, true), true);
    assertNotNull(path.coefficients(0, 0), "nothing is active at the largest λ");
    assertNull(path.coefficients(5, 0));
    assertNull(path.coefficients(5, 0.5));
    assertNotNull(path.coefficients(5, 1));
    assertTrue(path.lambdas().length < 100, "ends where everything is explained");
  }

  @Test
  void balancedWeightsGiveClassesTheSameSum() {
    Response y = new Response(Family.LOGISTIC, new double[] {0, 0, 0, 1}, List.of("a", "b"));
    double[] weights = y.weights(true);
    assertEquals(2.0 / 3, weights[0], 1e-15);
    assertEquals(2, weights[3], 1e-15);
    assertEquals(1, y.weights(false)[3]);
  }
}
