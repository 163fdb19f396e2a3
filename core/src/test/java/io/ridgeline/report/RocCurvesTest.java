package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.report.svg.RocFigure;
import io.ridgeline.trial.Predictions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocCurvesTest {
  @Test
  void pointsByHand() {
    RocFigure.Curve curve =
        RocCurves.of(
            "a",
            new Predictions(
                new int[] {0, 1, 2, 3},
                new int[] {1, 0, 1, 0},
                new double[][] {{.1, .9}, {.2, .8}, {.3, .7}, {.9, .1}}));
    assertArrayEquals(new double[] {0, 0, .5, .5, 1}, curve.falsePositiveRate(), 1e-15);
    assertArrayEquals(new double[] {0, .5, .5, 1, 1}, curve.sensitivity(), 1e-15);
    assertEquals(.75, curve.area(), 1e-15);
  }

  /** The area under what is drawn is the number that is written beside it. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void theDrawnAreaIsTheMetric(int classes) {
    Random random = new Random(classes);
    int n = 120;
    int[] examples = new int[n];
    int[] labels = new int[n];
    double[][] probabilities = new double[n][classes];
    for (int i = 0; i < n; i++) {
      examples[i] = i;
      labels[i] = i % classes;
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        probabilities[i][k] = Math.round(8 * (random.nextDouble() + (k == labels[i] ? .4 : .1)));
        sum += probabilities[i][k];
      }
      for (int k = 0; k < classes; k++) {
        probabilities[i][k] /= sum;
      }
    }
    RocFigure.Curve curve = RocCurves.of("a", new Predictions(examples, labels, probabilities));
    double area = 0;
    double[] x = curve.falsePositiveRate();
    double[] y = curve.sensitivity();
    for (int i = 1; i < x.length; i++) {
      area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    assertEquals(ClassificationMetrics.of("auroc", labels, probabilities), area, 1e-12);
  }

  @Test
  void withoutAClassThereIsNoCurve() {
    RocFigure.Curve curve =
        RocCurves.of("a", new Predictions(new int[] {0}, new int[] {1}, new double[][] {{.1, .9}}));
    assertEquals(0, curve.sensitivity().length);
    assertEquals(Double.NaN, curve.area());
  }
}
