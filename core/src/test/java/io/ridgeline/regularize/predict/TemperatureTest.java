package io.ridgeline.regularize.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.trial.Predictions;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TemperatureTest {
  private static double[][] rows(JsonNode node) {
    return IntStream.range(0, node.size())
        .mapToObj(i -> Fixture.doubles(node.get(i)))
        .toArray(double[][]::new);
  }

  private static double[][] predicted(PredictionTransform method, double[]... rows) {
    try (Scope scope = Scope.open()) {
      return method.predict(
          Tensor.zeros(rows.length, 1, 1, 1),
          Pass.EVALUATION,
          (images, pass) -> Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new),
          k -> Pass.EVALUATION);
    }
  }

  @Test
  void isTheOneOfLeastLogLossAsScipyFindsIt() {
    JsonNode fixture = Fixture.read("regularize/temperature.json");
    for (JsonNode f : fixture) {
      double[][] rows = rows(f.get("probabilities"));
      int[] labels =
          Arrays.stream(Fixture.doubles(f.get("labels"))).mapToInt(label -> (int) label).toArray();
      PredictionTransform fitted =
          new Temperature()
              .fit(new Predictions(IntStream.range(0, labels.length).toArray(), labels, rows));
      double expected = f.get("temperature").asDouble();
      // a minimum is found to the root of the precision with which its value is known
      assertEquals(expected, ((Temperature) fitted).value(), 1e-6 * expected);
      double[][] scaled = rows(f.get("scaled"));
      double[][] actual = predicted(fitted, rows);
      for (int i = 0; i < scaled.length; i++) {
        assertArrayEquals(scaled[i], actual[i], 1e-6);
      }
    }
    assertEquals(2, fixture.size());
  }

  @Test
  void powersByHand() {
    // squares 1/16 and 9/16 of 1/4 and 3/4, and the roots back
    assertArrayEquals(
        new double[] {0.1, 0.9},
        predicted(new Temperature(0.5), new double[] {0.25, 0.75})[0],
        1e-15);
    assertArrayEquals(
        new double[] {0.25, 0.75},
        predicted(new Temperature(2), new double[] {0.1, 0.9})[0],
        1e-15);
  }

  @Test
  void aProbabilityOfZeroIsNoTrouble() {
    int[] first = {0, 1};
    PredictionTransform fitted =
        new Temperature()
            .fit(new Predictions(first, new int[] {1, 0}, new double[][] {{1, 0}, {1, 0}}));
    // half of the answers are wrong, so that the least sure is best
    assertEquals(20, ((Temperature) fitted).value(), 1e-6);
    double[] p = predicted(fitted, new double[] {1, 0})[0];
    assertEquals(1, p[0], 1e-15);
    // the smallest positive double 2^−1074 to the power of 1/20
    assertEquals(Math.pow(2, -53.7), p[1], 1e-6 * Math.pow(2, -53.7));
  }

  @Test
  void theSmallestTemperatureLeavesTheMostProbableClass() {
    assertArrayEquals(
        new double[] {0, 1, 0},
        predicted(new Temperature(Double.MIN_VALUE), new double[] {0.3, 0.6, 0.1})[0]);
  }

  @Test
  void aGivenTemperatureStaysAndAnUnfittedOneIsRefused() {
    Temperature given = new Temperature(3);
    assertSame(given, given.fit(new Predictions(new int[0], new int[0], new double[0][])));
    assertTrue(new Temperature(1).isOff());
    assertThrows(
        IllegalStateException.class, () -> predicted(new Temperature(), new double[] {0.5, 0.5}));
  }
}
