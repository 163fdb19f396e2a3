package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseValuesTest {
  private static final double NAN = Double.NaN;

  private static final CaseValues VALUES =
      new CaseValues(
          List.of("dice", "hd95", "precision"),
          new double[][] {{.9, 2, NAN}, {0, NAN, NAN}, {.6, 5, NAN}});

  @Test
  void undefinedCasesAreLeftOut() {
    assertEquals(Map.of("dice", .5, "hd95", 3.5, "precision", NAN), VALUES.means());
  }

  /** Counts 2, 1, 0: Dice (2·0.9 + 0)/3, HD95 2 of the one defined case, twice. */
  @Test
  void resamplesAreWeightedMeans() {
    double[][] on = VALUES.on(new int[][] {{1, 1, 1}, {2, 1, 0}, {0, 3, 0}});
    assertArrayEquals(new double[] {.5, .6, 0}, on[0], 1e-15);
    assertArrayEquals(new double[] {3.5, 2, NAN}, on[1], 1e-15);
    assertArrayEquals(new double[] {NAN, NAN, NAN}, on[2]);
  }

  /**
   * Class 1 all right, class 2 missed, class 3 in neither mask: Dice (1 + 0 + 1)/3; the distance
   * only over classes 1 and 3, 0; sensitivity over 1 and 2, 1/2; precision of class 1 alone.
   */
  @Test
  void aCaseIsTheMeanOverItsClasses() {
    CaseValues values = CaseValues.of(List.of(Masks.flat(3, "011022000", "011000000")), 4);
    double[] of = values.values()[0];
    assertEquals(2.0 / 3, of[0], 1e-15);
    assertEquals(0, of[2]);
    assertEquals(.5, of[5], 1e-15);
    assertEquals(1, of[6], 1e-15);
    assertEquals(SegmentationMetrics.NAMES, values.metrics());
  }

  @Test
  void everyCaseNeedsEveryMetric() {
    List<String> names = List.of("dice");
    double[][] two = {{1, 2}};
    assertThrows(IllegalArgumentException.class, () -> new CaseValues(names, two));
    int[][] ofTwo = {{1, 1}};
    assertThrows(IllegalArgumentException.class, () -> VALUES.on(ofTwo));
  }
}
