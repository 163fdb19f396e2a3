package io.ridgeline.data.phantom;

import io.ridgeline.image.Image;
import java.util.random.RandomGenerator;

/**
 * One simulated image of a patient: how the probe was held, and the speckle of the moment.
 *
 * <p>Places are shares of the field, (0, 0) top left.
 *
 * @param name unique in the cohort
 * @param patient who is seen
 * @param x centre of the lesion
 * @param y centre of the lesion
 * @param width half the lesion's width before it is turned
 * @param height half the lesion's height before it is turned
 * @param cos cosine of the angle by which the lesion is turned
 * @param sin sine of that angle
 * @param seed of the speckle
 */
record View(
    String name,
    Patient patient,
    double x,
    double y,
    double width,
    double height,
    double cos,
    double sin,
    long seed) {

  private static final double MARGIN = 0.06;

  static View draw(RandomGenerator random, Patient patient, String name) {
    double radius = patient.radius() * Draws.uniform(random, 0.94, 1.06);
    double stretch = Math.sqrt(patient.aspect() * Draws.uniform(random, 0.95, 1.05));
    double width = radius / stretch;
    double height = radius * stretch;
    double tilt = Draws.uniform(random, -0.2, 0.2);
    double cos = StrictMath.cos(tilt);
    double sin = StrictMath.sin(tilt);
    double[] extent = patient.outline().extent(width, height, cos, sin);
    return new View(
        name,
        patient,
        within(Draws.uniform(random, 0.3, 0.7), extent[0]),
        within(Draws.uniform(random, 0.3, 0.55), extent[1]),
        width,
        height,
        cos,
        sin,
        random.nextLong());
  }

  private static double within(double centre, double extent) {
    return Math.max(MARGIN + extent, Math.min(1 - MARGIN - extent, centre));
  }

  /** The lesion on a grid of {@code size}·{@code size} pixels. */
  Lesion lesion(int size) {
    boolean[] mask = new boolean[size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        mask[row * size + column] = inside((column + 0.5) / size, (row + 0.5) / size) >= 0;
      }
    }
    return Lesion.of(mask, size);
  }

  /** The image as the machine shows it: {@code [1, size, size]}, log-compressed to 8 bits. */
  Image image(int size) {
    Tissue tissue = patient.tissue();
    double[] amplitude = new double[size * size];
    for (int column = 0; column < size; column++) {
      double path = 0; // through the lesion, as a share of the field
      for (int row = 0; row < size; row++) {
        double px = (column + 0.5) / size;
        double py = (row + 0.5) / size;
        double share = Math.min(1, Math.max(0, inside(px, py) / patient.softness() + 0.5));
        path += share / size;
        double around = tissue.echogenicity(px, py);
        double level = around + share * (patient.echogenicity() - around);
        level -= tissue.slope() * py + patient.attenuation() * path;
        amplitude[row * size + column] = StrictMath.pow(10, level / 20);
      }
    }
    double[] intensity = tissue.speckle().intensity(Draws.stream(seed), amplitude, size);
    float[] grey = new float[size * size];
    for (int i = 0; i < grey.length; i++) {
      double level = 10 * StrictMath.log10(intensity[i] / 2 + 1e-12) + tissue.gain();
      double shown = 255 * (1 + level / tissue.range());
      grey[i] = (float) Math.rint(Math.min(255, Math.max(0, shown)));
    }
    return new Image(1, size, size, 255, grey);
  }

  /** How far inside the lesion a place lies, as a share of the field; negative outside. */
  private double inside(double px, double py) {
    double u = (cos * (px - x) + sin * (py - y)) / width;
    double v = (cos * (py - y) - sin * (px - x)) / height;
    return (patient.outline().radius(u, v) - Math.sqrt(u * u + v * v)) * Math.sqrt(width * height);
  }
}
