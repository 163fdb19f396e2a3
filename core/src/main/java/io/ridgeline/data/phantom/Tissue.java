package io.ridgeline.data.phantom;

import java.util.random.RandomGenerator;

/**
 * The layers of a simulated breast, from the skin down: fat, fascia, gland, fascia, muscle; and how
 * the machine was set for this patient.
 *
 * <p>Places are shares of the field, (0, 0) top left; levels are in dB.
 *
 * @param fatEnd depth at which fat ends
 * @param glandEnd depth at which gland ends
 * @param waves of the layers and of the texture: each frequency x, frequency y, phase, height
 * @param gain brightness
 * @param slope loss over the depth of the field that the machine does not make up for
 * @param range shown, from black to white
 * @param speckle size of the speckle
 */
record Tissue(
    double fatEnd,
    double glandEnd,
    double[][] waves,
    double gain,
    double slope,
    double range,
    Speckle speckle) {

  private static final double SKIN = 0.05;
  private static final double FASCIA = 0.012;

  static Tissue draw(RandomGenerator random) {
    double[][] waves = new double[5][];
    for (int i = 0; i < waves.length; i++) {
      waves[i] =
          new double[] {
            Draws.uniform(random, 0.5, 3),
            Draws.uniform(random, -6, 6),
            Draws.uniform(random, 0, 2 * Math.PI),
            Draws.uniform(random, 0.5, 1)
          };
    }
    return new Tissue(
        Draws.uniform(random, 0.16, 0.3),
        Draws.uniform(random, 0.76, 0.95),
        waves,
        Draws.uniform(random, -15, -5),
        Draws.uniform(random, 4, 14),
        Draws.uniform(random, 48, 60),
        Speckle.draw(random));
  }

  /** Echogenicity in dB at (x, y). */
  double echogenicity(double x, double y) {
    double bend = 0.02 * wave(0, x, 0);
    double fat = fatEnd + bend;
    double gland = glandEnd + 0.015 * wave(1, x, 0);
    double texture = 2 * (wave(2, x, y) + wave(3, x, y) + wave(4, x, y));
    double level = step(y, SKIN, -3, -17);
    level += step(y, fat, 0, 9);
    level += step(y, gland, 0, -8);
    level += 9 * line(y - fat) + 12 * line(y - gland);
    return y < SKIN ? level : level + texture;
  }

  private double wave(int i, double x, double y) {
    double[] w = waves[i];
    return w[3] * StrictMath.sin(2 * Math.PI * (w[0] * x + w[1] * y) + w[2]);
  }

  /** {@code before} above the depth {@code at} and {@code after} below it, with a short ramp. */
  private static double step(double y, double at, double before, double after) {
    double share = Math.min(1, Math.max(0, (y - at) / 0.02 + 0.5));
    return before + (after - before) * share;
  }

  private static double line(double distance) {
    double d = distance / FASCIA;
    return 1 / (1 + d * d * d * d);
  }
}
