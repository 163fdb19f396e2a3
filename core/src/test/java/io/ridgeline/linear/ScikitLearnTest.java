package io.ridgeline.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elastic nets against scikit-learn 1.2.1; the script is {@code oracles/linear.py}. */
class ScikitLearnTest {
  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Fixture.read("linear/scikit-learn.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theObjectiveIsAsLow(JsonNode node) {
    Problem problem = Problem.of(node);
    RegularizationPath path = problem.fit(false);
    double[] expected = Fixture.doubles(node.get("objective"));
    for (int l = 0; l < expected.length; l++) {
      assertEquals(
          expected[l], problem.objective(path, l), 1e-8 * expected[l], node.get("name").asText());
    }
  }
}
