package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecisionCurveTest {
  private static final int[] LABELS = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0};

  private static double[][] rows(double... ofOne) {
    double[][] rows = new double[ofOne.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {1 - ofOne[i], ofOne[i]};
    }
    return rows;
  }

  /** Three of ten are ill. At .25 three are found for two needless, at odds of 1 to 3. */
  @Test
  void netBenefitByHand() {
    double[][] p = rows(0.9, 0.5, 0.25, 0.6, 0.3, 0.2, 0.2, 0.1, 0.1, 0);
    DecisionCurve curve = DecisionCurve.of(LABELS, p, new double[] {0.25, 0.5, 0.8, 0.95});
    assertArrayEquals(
        new double[] {0.3 - 0.2 / 3, 0.2 - 0.1, 0.1 - 0 * 4, 0}, curve.model(), 1e-15);
    assertArrayEquals(
        new double[] {0.3 - 0.7 / 3, 0.3 - 0.7, 0.3 - 0.7 * 4, 0.3 - 0.7 * 19}, curve.all(), 1e-12);
  }

  /** Acting on all is worth nothing where the threshold is the share of the ill. */
  @Test
  void aModelThatSaysTheSameOfAllActsOnAllOrOnNone() {
    double[][] same = rows(0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3);
    DecisionCurve curve = DecisionCurve.of(LABELS, same, new double[] {0.1, 0.3, 0.4});
    assertEquals(curve.all()[0], curve.model()[0]);
    assertEquals(0, curve.model()[1], 1e-15);
    assertEquals(0, curve.model()[2]);
  }

  @Test
  void aPerfectModelFindsTheIll() {
    double[][] perfect = rows(1, 1, 1, 0, 0, 0, 0, 0, 0, 0);
    DecisionCurve curve = DecisionCurve.of(LABELS, perfect, new double[] {0.01, 0.5, 0.99});
    assertArrayEquals(new double[] {0.3, 0.3, 0.3}, curve.model());
  }
}
