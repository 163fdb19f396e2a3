package io.ridgeline.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final double[] FIVE = {.01, .03, .02, .04, .00};

  /**
   * Mean .02, variance 2.5e-4, standard error √((1/5 + 1/4)·2.5e-4) = √1.125e-4. With 4 degrees of
   * freedom P(|T| > t) = 1 − s·(1 + c/2), s² = t²/(4 + t²), c = 4/(4 + t²), t² = 4/1.125.
   */
  @Test
  void correctedResampledTByHand() {
    CorrectedResampledT test = CorrectedResampledT.of(FIVE, 0.25);
    assertEquals(.02, test.mean(), 1e-15);
    assertEquals(Math.sqrt(1.125e-4), test.standardError(), 1e-15);
    assertEquals(4, test.degreesOfFreedom());
    double t2 = 4 / 1.125;
    double p = 1 - Math.sqrt(t2 / (4 + t2)) * (1 + 2 / (4 + t2));
    assertEquals(p, test.p(), 1e-10);
    assertEquals(.132419, test.p(), 1e-6);
    assertEquals(.02 - 2.776445105 * Math.sqrt(1.125e-4), test.interval().low(), 1e-9);
    assertEquals(.02 + 2.776445105 * Math.sqrt(1.125e-4), test.interval().high(), 1e-9);
  }

  @Test
  void overSplitsAveragesSeedsFirst() {
    double[][] arm = new double[5][];
    double[][] baseline = new double[5][];
    for (int j = 0; j < 5; j++) {
      baseline[j] = new double[] {.8 + .01 * j, .7};
      arm[j] = new double[] {baseline[j][0] + FIVE[j] + .05, .7 + FIVE[j] - .05};
    }
    PairedComparison c = PairedComparison.overSplits(arm, baseline, 0.25);
    assertEquals(.02, c.mean(), 1e-12);
    assertEquals(.132419, c.p(), 1e-6);
    assertEquals((2.776445105 + .940964577) * Math.sqrt(1.125e-4), c.detectable(), 1e-9);
    assertEquals("corrected resampled t over 5 splits", c.method());
  }

  @Test
  void trialsThatDidNotCompleteAreLeftOutInPairs() {
    double nan = Double.NaN;
    double[][] arm = {{.9, nan}, {.9, .8}, {nan, nan}, {.7, .8}};
    double[][] baseline = {{.8, .1}, {.8, .9}, {.9, .9}, {nan, .6}};
    PairedComparison c = PairedComparison.overSplits(arm, baseline, 0.5);
    // Differences .1, 0 and .2; standard error √((1/3 + 1/2)·.01).
    assertEquals(.1, c.mean(), 1e-12);
    assertEquals(Math.sqrt(.01 * 5 / 6), c.standardError(), 1e-12);
    assertEquals("corrected resampled t over 3 of 4 splits", c.method());
  }

  @Test
  void withoutVariationNothingIsProved() {
    double[][] arm = {{.9}, {.9}, {.9}};
    double[][] baseline = {{.8}, {.8}, {.8}};
    PairedComparison constant = PairedComparison.overSplits(arm, baseline, 0.5);
    assertEquals(.1, constant.mean(), 1e-12);
    assertTrue(Double.isNaN(constant.p()));
    assertEquals(Verdict.NO_EVIDENCE, Verdict.of(constant, constant.p(), true, 0.01));
    PairedComparison none = PairedComparison.overSplits(arm, arm, 0.5);
    assertEquals(1, none.p());
    assertEquals(Verdict.PRACTICALLY_EQUAL, Verdict.of(none, none.p(), true, 0.01));
  }

  @Test
  void oneSplitAndNoSplitSayNothing() {
    PairedComparison one =
        PairedComparison.overSplits(new double[][] {{.9}}, new double[][] {{.8}}, 0.25);
    assertEquals(.1, one.mean(), 1e-12);
    assertTrue(Double.isNaN(one.p()) && Double.isNaN(one.low()) && Double.isNaN(one.detectable()));
    PairedComparison no =
        PairedComparison.overSplits(new double[][] {{Double.NaN}}, new double[][] {{.8}}, 0.25);
    assertTrue(Double.isNaN(no.mean()) && Double.isNaN(no.p()));
    assertEquals(Verdict.NO_EVIDENCE, Verdict.of(no, no.p(), true, 0.01));
  }

  @Test
  void unlikeShapesAreRefused() {
    double[][] one = {{.9}};
    double[][] two = {{.9}, {.8}};
    double[][] pair = {{.9, .8}};
    assertThrows(IllegalArgumentException.class, () -> PairedComparison.overSplits(one, two, 0.25));
    assertThrows(
        IllegalArgumentException.class, () -> PairedComparison.overSplits(one, pair, 0.25));
    assertThrows(IllegalArgumentException.class, () -> PairedComparison.overSplits(one, one, 0));
  }

  @Test
  void verdictsFollowTheRule() {
    assertEquals(Verdict.HELPS, verdict(.02, .01, .03, .049, true));
    assertEquals(Verdict.HARMS, verdict(-.02, -.03, -.01, .049, true));
    assertEquals(Verdict.HARMS, verdict(.02, .01, .03, .049, false));
    assertEquals(Verdict.HELPS, verdict(-.02, -.03, -.01, .049, false));
    assertEquals(Verdict.NO_EVIDENCE, verdict(.02, -.01, .05, .05, true));
    assertEquals(Verdict.PRACTICALLY_EQUAL, verdict(.002, -.005, .009, .5, true));
    assertEquals(Verdict.NO_EVIDENCE, verdict(.002, -.005, .01, .5, true));
    assertEquals(Verdict.NO_EVIDENCE, verdict(-.002, -.01, .005, .5, true));
  }

  private static Verdict verdict(double mean, double low, double high, double p, boolean higher) {
    return Verdict.of(new PairedComparison(mean, low, high, p, 0, 0, ""), p, higher, 0.01);
  }
}
