package io.ridgeline.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.DataException;
import io.ridgeline.Fixture;
import io.ridgeline.describe.Streams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against cv.glmnet 4.1-6 on the same folds ({@code oracles/cv_glmnet.R}), and what must not leak.
 */
class CrossValidationTest {
  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Fixture.read("linear/cv-glmnet.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansErrorsAndChoicesAreThose(JsonNode node) {
    Problem problem = Problem.of(node);
    double[] fold = Fixture.doubles(node.get("fold"));
    List<int[]> folds =
        IntStream.range(0, 5)
            .mapToObj(f -> IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray())
            .toList();
    Criterion criterion = Criterion.of(node.get("criterion").asText());
    Recipe recipe =
        new Recipe(problem.penalty(), false, node.get("relaxed").asBoolean(), false, 5, criterion);
    CrossValidation curve = CrossValidation.over(sample(problem), recipe, folds);
    // Refits of folds agree no closer than those of all rows.
    double tolerance = recipe.relaxed() ? 1e-5 : 1e-6;
    for (int g = 0; g < curve.gammas().length; g++) {
      double[] mean = Fixture.doubles(node.get("mean").get(g));
      double[] error = Fixture.doubles(node.get("error").get(g));
      int shared = Math.min(mean.length, curve.fitted().path().lambdas().length);
      assertTrue(shared > 30);
      for (int l = 0; l < shared; l++) {
        // glmnet counts errors where we count hits.
        double expected = criterion.higherIsBetter() ? 1 - mean[l] : mean[l];
        assertEquals(expected, curve.mean()[g][l], tolerance, "mean at " + l);
        assertEquals(error[l], curve.error()[g][l], tolerance, "error at " + l);
      }
    }
    double[] picks = Fixture.doubles(node.get("picks"));
    if (!recipe.relaxed()) {
      // Refits of one active set are equally good at every λ that has it.
      assertEquals(picks[0], curve.best().lambda(), 1e-9);
    }
    double least = Arrays.stream(Fixture.doubles(node.get("mean"))).min().orElseThrow();
    assertEquals(criterion.higherIsBetter() ? 1 - least : least, curve.best().mean(), tolerance);
    assertEquals(picks[1], curve.best().gamma());
    assertEquals(picks[2], curve.oneStandardError().lambda(), 1e-9);
    assertEquals(picks[3], curve.oneStandardError().gamma());
  }

  private static Sample sample(Problem problem) {
    List<String> rows =
        IntStream.range(0, problem.weights().length).mapToObj(Integer::toString).toList();
    List<String> names =
        IntStream.range(0, problem.x().length).mapToObj(Integer::toString).toList();
    return new Sample(names, problem.x(), rows, problem.response());
  }

  /** Noise with five rows a patient. */
  private static Sample noise(int patients, int features) {
    RandomGenerator random = Streams.random(7);
    int rows = 5 * patients;
    double[][] x = new double[features][rows];
    for (double[] column : x) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    double[] y = IntStream.range(0, rows).mapToDouble(i -> i / 5 % 2).toArray();
    return new Sample(
        IntStream.range(0, features).mapToObj(j -> "x" + j).toList(),
        x,
        IntStream.range(0, rows).mapToObj(i -> "patient " + i / 5).toList(),
        new Response(Family.LOGISTIC, y, List.of("no", "yes")));
  }

  private static Recipe recipe(int folds) {
    return new Recipe(
        new Penalty(1, true), false, false, false, folds, Criterion.of(Criterion.DEVIANCE));
  }

  @Test
  void patientsStayWholeAndFoldsAreStratified() {
    Sample sample = noise(20, 1);
    Map<String, Integer> seen = new HashMap<>();
    List<int[]> folds = sample.folds(5, 3);
    for (int f = 0; f < 5; f++) {
      assertArrayEquals(new int[] {10, 10}, sample.of(folds.get(f)).response().counts());
      for (int row : folds.get(f)) {
        Integer before = seen.putIfAbsent(sample.groups().get(row), f);
        assertTrue(before == null || before == f, sample.groups().get(row));
      }
    }
    assertEquals(20, seen.size());
    DataException few = assertThrows(DataException.class, () -> sample.folds(11, 3));
    String said = String.valueOf(few.getMessage());
    assertTrue(said.contains("10 of 11 folds"), said);
  }

  /** Fitting to noise looks good on its own rows; on patients not seen it must be worth nothing. */
  @Test
  void noiseScoresAsNoiseOnPatientsNotSeen() {
    Sample sample = noise(40, 60);
    double[] area = areas(sample);
    assertEquals(10, area.length);
    assertEquals(0.5, Arrays.stream(area).average().orElseThrow(), 0.1);
    assertArrayEquals(area, areas(sample), "same seed");
  }

  private static double[] areas(Sample sample) {
    return Objects.requireNonNull(NestedValidation.of(sample, recipe(5), 2, 1).best().get("auroc"));
  }

  /** A test row's value must not reach the median that stands in for others. */
  @Test
  void mediansAreOfTrainingRows() {
    double nan = Double.NaN;
    Imputation imputation =
        Imputation.of(new double[][] {{1, nan, 3, 10}, {nan, nan, nan, nan}, {4, 5, 6, 9}}, true);
    assertArrayEquals(new double[] {3, 0, 5.5}, imputation.medians());
    assertEquals(
        List.of("a", "b", "c", "a missing", "b missing"), imputation.names(List.of("a", "b", "c")));
    double[][] other = imputation.of(new double[][] {{nan, 1000}, {nan, 7}, {nan, 2}});
    assertArrayEquals(new double[] {3, 1000}, other[0]);
    assertArrayEquals(new double[] {0, 7}, other[1]);
    assertArrayEquals(new double[] {5.5, 2}, other[2]);
    assertArrayEquals(new double[] {1, 0}, other[3]);
  }

  @Test
  void targetsTellTheirFamily() {
    TargetReading auto = new TargetReading(null, "");
    assertEquals(Family.LINEAR, auto.response("t", List.of("1", "2.5", "3")).family());
    assertEquals(Family.MULTINOMIAL, auto.response("t", List.of("a", "b", "c")).family());
    Response two = auto.response("t", List.of("10", "9", "10"));
    assertEquals(Family.LOGISTIC, two.family());
    assertEquals(List.of("9", "10"), two.classes());
    Response turned = new TargetReading(null, "9").response("t", List.of("10", "9", "10"));
    assertArrayEquals(new double[] {0, 1, 0}, turned.values());
    for (TargetReading wrong :
        List.of(
            new TargetReading(Family.LINEAR, ""),
            new TargetReading(Family.LOGISTIC, ""),
            new TargetReading(null, "z"))) {
      assertThrows(DataException.class, () -> wrong.response("t", List.of("a", "b", "c")));
    }
    assertThrows(DataException.class, () -> auto.response("t", List.of("a", "a")));
  }
}
