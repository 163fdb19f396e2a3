package io.ridgeline.data.phantom;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The shape of a lesion before it is stretched, turned and placed: a closed curve around the origin
 * that encloses the area of the unit circle, so that size says nothing about the class.
 *
 * @param radii distance of the curve at equal steps of the angle, from 0 to 2π
 */
record Outline(double[] radii) {
  private static final int STEPS = 720;

  /**
   * A circle at {@code irregular} 0; with lobes and spicules at 1.
   *
   * @param irregular 0 to 1
   */
  static Outline draw(RandomGenerator random, double irregular) {
    double[] radii = new double[STEPS];
    Arrays.fill(radii, 1);
    for (int lobes = 2; lobes <= 6; lobes++) {
      double height = (0.015 + 0.11 * irregular) * Draws.normal(random) / Math.sqrt(lobes - 1.0);
      double phase = Draws.uniform(random, 0, 2 * Math.PI);
      for (int i = 0; i < STEPS; i++) {
        radii[i] += height * StrictMath.cos(lobes * angle(i) + phase);
      }
    }
    int spicules = 7 + (int) (5 * random.nextDouble());
    for (int s = 0; s < spicules; s++) {
      double length = Math.max(0, irregular - 0.25) * Draws.uniform(random, 0.3, 1.1);
      double at = 2 * Math.PI * (s + Draws.uniform(random, -0.35, 0.35)) / spicules;
      double width = Draws.uniform(random, 0.08, 0.16);
      for (int i = 0; i < STEPS; i++) {
        double apart = Math.abs(StrictMath.IEEEremainder(angle(i) - at, 2 * Math.PI));
        radii[i] += length * Math.max(0, 1 - apart / width);
      }
    }
    double area = 0;
    for (int i = 0; i < STEPS; i++) {
      radii[i] = Math.max(0.3, radii[i]);
      area += radii[i] * radii[i] / STEPS;
    }
    for (int i = 0; i < STEPS; i++) {
      radii[i] /= Math.sqrt(area);
    }
    return new Outline(radii);
  }

  /** Distance of the curve from the origin in the direction of (x, y). */
  double radius(double x, double y) {
    double turns = StrictMath.atan2(y, x) / (2 * Math.PI);
    return radii[Math.floorMod((int) Math.rint(turns * STEPS), STEPS)];
  }

  /** Half the extent of the stretched and turned curve along each axis: {x, y}. */
  double[] extent(double width, double height, double cos, double sin) {
    double[] extent = new double[2];
    for (int i = 0; i < STEPS; i++) {
      double u = width * radii[i] * StrictMath.cos(angle(i));
      double v = height * radii[i] * StrictMath.sin(angle(i));
      extent[0] = Math.max(extent[0], Math.abs(cos * u - sin * v));
      extent[1] = Math.max(extent[1], Math.abs(sin * u + cos * v));
    }
    return extent;
  }

  private static double angle(int i) {
    return 2 * Math.PI * i / STEPS;
  }
}
