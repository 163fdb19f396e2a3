package io.ridgeline.report.svg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void mapsValuesToPixelsEitherWay() {
    assertEquals(25, new Scale(0.5, 1, 0, 100).at(0.625), 1e-12);
    assertEquals(75, new Scale(0.5, 1, 100, 0).at(0.625), 1e-12);
  }

  @Test
  void niceEndsAreRound() {
    Scale scale = Scale.nice(0.553, 0.991);
    assertEquals(0.5, scale.low(), 1e-12);
    assertEquals(1, scale.high(), 1e-12);
    assertArrayEquals(new double[] {0.5, 0.6, 0.7, 0.8, 0.9, 1}, ticks(scale, 5), 1e-12);
    assertEquals(1, scale.digits(5));
  }

  @Test
  void ticksPassThroughZeroExactly() {
    Scale scale = Scale.nice(-0.1, 0.06);
    assertTrue(scale.ticks(6).contains(0.0));
    assertEquals(2, scale.digits(6));
  }

  @Test
  void anyRangeIsHeldAndHasAFewTicks() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double low = Math.pow(10, random.nextInt(12) - 6) * random.nextGaussian();
      double high = low + Math.pow(10, random.nextInt(12) - 6) * random.nextDouble();
      Scale scale = Scale.nice(low, high);
      double slack = 1e-9 * (scale.high() - scale.low());
      assertTrue(scale.low() <= low + slack && scale.high() >= high - slack, scale::toString);
      int ticks = scale.ticks(5).size();
      assertTrue(ticks >= 3 && ticks <= 10, () -> ticks + " ticks in " + scale);
    }
  }

  @Test
  void oneValueOrNoneStillMakesARange() {
    assertTrue(Scale.nice(3, 3).low() < 3 && Scale.nice(3, 3).high() > 3);
    assertEquals(0, Scale.nice(0, 0).low());
    assertEquals(1, Scale.nice(0, 0).high());
    assertTrue(Scale.nice(Double.NaN, Double.NaN).high() > 0);
  }

  private static double[] ticks(Scale scale, int count) {
    return scale.ticks(count).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
