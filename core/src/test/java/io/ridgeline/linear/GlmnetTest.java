package io.ridgeline.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elastic-net paths against glmnet 4.1-6; the script is {@code oracles/glmnet.R}. */
class GlmnetTest {
  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Fixture.read("linear/glmnet.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theObjectiveIsAsLowAtEveryLambda(JsonNode node) {
    Problem problem = Problem.of(node);
    RegularizationPath path = problem.fit(false);
    double[] expected = Fixture.doubles(node.get("objective"));
    for (int l = 0; l < expected.length; l++) {
      assertEquals(
          expected[l], problem.objective(path, l), 1e-9 * expected[l], node.get("name").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCoefficientsAreTheSame(JsonNode node) {
    RegularizationPath path = Problem.of(node).fit(false);
    for (int l = 0; l < path.lambdas().length; l++) {
      for (int k = 0; k < node.get("slopes").get(l).size(); k++) {
        assertArrayEquals(
            Fixture.doubles(node.get("slopes").get(l).get(k)),
            path.penalized().get(l).slopes()[k],
            1e-4,
            node.get("name").asText() + " at " + l);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGridIsTheSame(JsonNode node) {
    double[] expected = Fixture.doubles(node.get("grid"));
    double[] lambdas = Problem.of(node).grid().lambdas();
    double[] shared = java.util.Arrays.copyOf(expected, lambdas.length);
    assertArrayEquals(shared, lambdas, 1e-10 * expected[0], node.get("name").asText());
  }

  static Stream<JsonNode> relaxedCases() {
    return cases().filter(c -> c.has("relaxed"));
  }

  @ParameterizedTest
  @MethodSource("relaxedCases")
  void theActiveSetIsRefittedWithoutPenalty(JsonNode node) {
    RegularizationPath path = Problem.of(node).fit(true);
    for (int l = 0; l < path.lambdas().length; l++) {
      Coefficients relaxed = Objects.requireNonNull(path.coefficients(l, 0));
      assertArrayEquals(
          Fixture.doubles(node.get("relaxed").get(l)), relaxed.slopes()[0], 1e-5, "at " + l);
      assertEquals(
          node.get("relaxedIntercept").get(l).asDouble(), relaxed.intercept()[0], 1e-5, "at " + l);
    }
  }
}
