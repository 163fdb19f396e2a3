package io.ridgeline.data.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SpeckleTest {
  private static final int SIZE = 256;

  private static double[] homogeneous(Speckle speckle, double amplitude, long seed) {
    double[] amplitudes = new double[SIZE * SIZE];
    Arrays.fill(amplitudes, amplitude);
    return speckle.intensity(Draws.stream(seed), amplitudes, SIZE);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  /** √(π / (4 − π)) = 1.913, the signal-to-noise ratio of a Rayleigh distribution. */
  @Test
  void envelopeOfHomogeneousTissueIsRayleigh() {
    double[] intensity = homogeneous(new Speckle(0.004, 0.005, 0.4), 1, 1);
    double[] envelope = Arrays.stream(intensity).map(Math::sqrt).toArray();
    double mean = mean(envelope, 0, envelope.length);
    double square = mean(intensity, 0, intensity.length);
    assertEquals(1.913, mean / Math.sqrt(square - mean * mean), 0.03);
    // P(envelope² > 2 ln 10) is a tenth where the mean intensity is 2
    long above = Arrays.stream(intensity).filter(v -> v > 2 * Math.log(10)).count();
    assertEquals(0.1, (double) above / intensity.length, 0.005);
  }

  @Test
  void meanIntensityIsTwiceTheSquaredAmplitudeAlsoAtTheBorder() {
    double[] intensity = homogeneous(new Speckle(0.004, 0.005, 0.4), 3, 2);
    assertEquals(18, mean(intensity, 0, intensity.length), 0.5);
    double border = 0;
    for (int i = 0; i < SIZE; i++) {
      border += intensity[i] + intensity[(SIZE - 1) * SIZE + i];
      border += intensity[i * SIZE] + intensity[i * SIZE + SIZE - 1];
    }
    assertEquals(18, border / (4 * SIZE), 2);
  }

  /**
   * For a Gaussian point spread of standard deviation s the field's correlation at distance k is
   * exp(−k²/4s²), and the intensity's is its square.
   */
  @Test
  void correlationFollowsThePointSpreadAndWidensAwayFromTheFocus() {
    double lateral = 2.0 / SIZE;
    double axial = 1.5 / SIZE;
    Speckle speckle = new Speckle(axial, lateral, 0);
    double nearFocus = 0;
    double farAway = 0;
    double along = 0;
    int rounds = 10;
    for (int i = 0; i < rounds; i++) {
      double[] intensity = homogeneous(speckle, 1, 100 + i);
      nearFocus += correlation(intensity, 0, 40, 2) / rounds;
      farAway += correlation(intensity, SIZE - 40, SIZE, 2) / rounds;
      along += correlation(intensity, 0, SIZE - 2, 2 * SIZE) / rounds;
    }
    assertEquals(Math.exp(-4 / (2 * 1.5 * 1.5)), along, 0.03);
    // at depth 0.08 the beam is √(1 + 0.2²) as wide as in the focus, at 0.92 √(1 + 2.3²)
    assertEquals(Math.exp(-4 / (2 * 4 * 1.04)), nearFocus, 0.05);
    assertEquals(Math.exp(-4 / (2 * 4 * 6.29)), farAway, 0.05);
  }

  /** Correlation of values {@code apart} places from each other, in the given rows. */
  private static double correlation(double[] values, int fromRow, int toRow, int apart) {
    double product = 0;
    double square = 0;
    int n = 0;
    for (int i = fromRow * SIZE; i < toRow * SIZE; i++) {
      if (apart % SIZE == 0 || i % SIZE + apart < SIZE) {
        product += (values[i] - 2) * (values[i + apart] - 2);
        square += (values[i] - 2) * (values[i] - 2);
        n++;
      }
    }
    return product / n / (square / n);
  }

  @Test
  void normalDrawsHaveTheMomentsOfANormal() {
    RandomGenerator random = Draws.stream(3);
    double[] pair = new double[2];
    double[] moments = new double[5];
    double product = 0;
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      Draws.normalPair(random, pair);
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(pair[0], k) / n;
      }
      product += pair[0] * pair[1] / n;
    }
    assertEquals(0, moments[1], 0.01);
    assertEquals(1, moments[2], 0.015);
    assertEquals(0, moments[3], 0.04);
    assertEquals(3, moments[4], 0.1);
    assertEquals(0, product, 0.01);
  }

  @Test
  void outlineEnclosesTheUnitCirclesAreaHoweverIrregular() {
    for (double irregular : new double[] {0, 0.5, 1}) {
      double[] radii = Outline.draw(Draws.stream(11), irregular).radii();
      double area = 0;
      for (int i = 0; i < radii.length; i++) {
        double next = radii[(i + 1) % radii.length];
        area += radii[i] * next * Math.sin(2 * Math.PI / radii.length) / 2;
      }
      assertEquals(Math.PI, area, 0.05, "irregular " + irregular);
      double roughness = Arrays.stream(radii).max().orElseThrow();
      assertTrue(irregular == 0 ? roughness < 1.15 : roughness > 1.15, "reach " + roughness);
    }
  }
}
